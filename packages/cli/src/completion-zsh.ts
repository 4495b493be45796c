import type { CommandWords, OptionWords } from './completion-words.js';

/** A completion script for zsh. */
export function zshCompletion(commands: readonly CommandWords[]): string {
  return `#compdef tracker
_tracker() {
  local -a commands
  commands=(
${commands.map(({ name, summary }) => `    ${quoted(`${name}:${summary}`)}`).join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command=\${words[2]}
  words=(\${words[1]} \${words[3,-1]})
  (( CURRENT-- ))
  case $command in
${commands.map(({ name, options }) => `    ${name}) _arguments ${options.map(argument).join(' ')} '*:file:_files' ;;`).join('\n')}
  esac
}
compdef _tracker tracker
`;
}

function argument({ flag, summary, takesValue, choices, isFile }: OptionWords): string {
  const said = summary.replace(/[[\]:]/g, ' ');
  if (!takesValue) return quoted(`${flag}[${said}]`);
  const values = choices.length > 0 ? `(${choices.join(' ')})` : isFile ? '_files' : ' ';
  return quoted(`${flag}[${said}]:value:${values}`);
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
