import type { Command } from 'commander';
import { askCommand } from './ask-command.js';
import { auditCommand } from './audit-command.js';
import { cancelCommand } from './cancel-command.js';
import type { CommandContext } from './command-context.js';
import { completionCommand } from './completion-command.js';
import { doctorCommand } from './doctor-command.js';
import { goldenPathCommand } from './golden-path-command.js';
import { lsCommand } from './ls-command.js';
import { migrateCommand } from './migrate-command.js';
import { serveCommand } from './serve-command.js';
import { showCommand } from './show-command.js';
import { tailCommand } from './tail-command.js';
import { tokenCommand } from './token-command.js';
import { whyCommand } from './why-command.js';
import { workCommand } from './work-command.js';

/** Every command, in the order in which the help shows them. */
export const COMMANDS: readonly ((context: CommandContext) => Command)[] = [
  serveCommand,
  workCommand,
  tokenCommand,
  askCommand,
  lsCommand,
  showCommand,
  whyCommand,
  tailCommand,
  cancelCommand,
  auditCommand,
  goldenPathCommand,
  migrateCommand,
  doctorCommand,
  completionCommand,
];
