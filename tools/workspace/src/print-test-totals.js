// @ts-check
import { text } from 'node:stream/consumers';
import { testTotals } from './test-totals.js';

const { passed, failed } = testTotals(await text(process.stdin));
console.log(`${passed} passed, ${failed} failed`);
