import type { CommandWords, OptionWords } from './completion-words.js';

/** A completion script for bash. */
export function bashCompletion(commands: readonly CommandWords[]): string {
  return `# tracker: completion for bash
_tracker() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}"
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${commands.map(({ name }) => name).join(' ')}" -- "$word"))
    return
  fi
  case "\${COMP_WORDS[1]} $before" in
${commands.flatMap(({ name, options }) => options.flatMap((option) => valueCase(name, option))).join('\n')}
  esac
  case "\${COMP_WORDS[1]}" in
${commands.map(({ name, options }) => `    ${name}) COMPREPLY=($(compgen -W "${options.map(({ flag }) => flag).join(' ')}" -- "$word")) ;;`).join('\n')}
  esac
}
complete -o default -F _tracker tracker
`;
}

function valueCase(command: string, { flag, choices, isFile, takesValue }: OptionWords): string[] {
  if (!takesValue) return [];
  const words = isFile ? '-f' : `-W "${choices.join(' ')}"`;
  return [`    "${command} ${flag}") COMPREPLY=($(compgen ${words} -- "$word")); return ;;`];
}
