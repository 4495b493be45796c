import { closeOnSignals } from '@tracker/server';
import { SILENT_LOGGER } from '@tracker/core';
import { USAGE, readArguments, type Asked } from './arguments.js';
import { openShowroom } from './showroom.js';

async function open(asked: Asked): Promise<void> {
  const showroom = await openShowroom(asked);
  closeOnSignals([showroom], SILENT_LOGGER);
  console.log(`Dashboard  ${showroom.dashboardUrl}`);
  console.log(`Token      ${await showroom.token('operator')}`);
  console.log('Everything is gone when you end it with Ctrl-C.');
}

async function main(): Promise<void> {
  try {
    const asked = readArguments(process.argv.slice(2));
    if (asked.help) console.log(USAGE);
    else await open(asked);
  } catch (error) {
    if (!(error instanceof RangeError || error instanceof TypeError)) throw error;
    console.error(`${error.message}\n\n${USAGE}`);
    process.exitCode = 2;
  }
}

void main();
