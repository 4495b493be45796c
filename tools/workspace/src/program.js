// @ts-check

/**
 * Runs what a file is started for. A failure is one readable message and exit code 1, without a stack.
 * @param {() => Promise<void>} main
 */
export async function program(main) {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
