jest.mock('@opentelemetry/api', () => {
  throw new Error('not installed');
});

describe('without OpenTelemetry', () => {
  it('the tracker is all there', async () => {
    const { AgentExecutionTracker } = await import('./index.js');
    expect(AgentExecutionTracker).toBeDefined();
    await expect(import('./testing.js')).resolves.toHaveProperty('ManualClock');
  });

  it('only telemetry is missing', async () => {
    await expect(import('./telemetry.js')).rejects.toThrow('not installed');
  });
});
