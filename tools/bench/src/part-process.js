// @ts-check
import { rowNamed } from './rows.js';

// Started by measure.js with a row, a part and a scale; sends back what the part measured.
const [rowName = '', part = '', scale = '{}'] = process.argv.slice(2);
const measured = await rowNamed(rowName).parts[part]?.(JSON.parse(scale));
process.send?.(measured, () => process.exit());
