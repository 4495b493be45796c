// @ts-check

/** The program of a crowd's process; CommonJS, because a test that compiles to it knows no `import.meta`. */
exports.CROWD_PROGRAM = `${__dirname}/fanout-crowd-process.js`;
