import { EXECUTION_STATES } from './execution-state.js';
import { PRESENTATION } from './presentation.js';

/** Relative luminance as WCAG 2.2 defines it. */
function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((start) => {
    const channel = parseInt(colour.slice(start, start + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

it('measures contrast as WCAG does', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54);
});

it.each(EXECUTION_STATES)('shows %s in colours that can be read', (state) => {
  const { label, meaning, light, dark } = PRESENTATION[state];
  expect([light, dark].every((colour) => /^#[0-9a-f]{6}$/.test(colour))).toBe(true);
  expect(contrast(light, '#ffffff')).toBeGreaterThanOrEqual(4.5);
  expect(contrast(dark, '#0d1117')).toBeGreaterThanOrEqual(4.5);
  expect(label).toMatch(/^[A-Z][a-z ]+$/);
  expect(meaning).toMatch(/^[A-Z].*\.$/);
});

it.each(['label', 'meaning', 'light', 'dark'] as const)('has no %s twice', (field) => {
  const values = EXECUTION_STATES.map((state) => PRESENTATION[state][field]);
  expect(new Set(values).size).toBe(values.length);
});

it('presents the states in their order', () => {
  expect(Object.keys(PRESENTATION)).toEqual([...EXECUTION_STATES]);
});
