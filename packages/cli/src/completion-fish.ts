import type { CommandWords, OptionWords } from './completion-words.js';

/** A completion script for fish. */
export function fishCompletion(commands: readonly CommandWords[]): string {
  const lines = commands.flatMap(({ name, summary, options }) => [
    `complete -c tracker -n __fish_use_subcommand -f -a ${name} -d ${quoted(summary)}`,
    ...options.map((option) => optionLine(name, option)),
  ]);
  return `# tracker: completion for fish\n${lines.join('\n')}\n`;
}

function optionLine(command: string, { flag, summary, ...option }: OptionWords): string {
  const { takesValue, choices, isFile } = option;
  const value = takesValue ? (isFile ? ' -r' : ' -x') : ' -f';
  const words = choices.length > 0 ? ` -a ${quoted(choices.join(' '))}` : '';
  const when = quoted(`__fish_seen_subcommand_from ${command}`);
  return `complete -c tracker -n ${when} -l ${flag.replace(/^--/, '')}${value}${words} -d ${quoted(summary)}`;
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
