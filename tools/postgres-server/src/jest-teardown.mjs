// @ts-check

export default async function tearDown() {
  const { trackerTestServer } =
    /** @type {{ trackerTestServer?: import('./test-server.js').TestServer }} */ (globalThis);
  await trackerTestServer?.stop();
}
