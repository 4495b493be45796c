// @ts-check

export default async function tearDown() {
  const { trackerTestServer } =
    /** @type {{ trackerTestServer?: import('./server.js').TestServer }} */ (globalThis);
  await trackerTestServer?.stop();
}
