import type { LinkState } from './feed-link.js';

/** How the page stands with the feed, in a word, and in a sentence for who wants to know more. */
export function linkWords(state: LinkState): { readonly word: string; readonly sentence: string } {
  switch (state.kind) {
    case 'connecting':
      return { word: 'Connecting', sentence: 'The feed is being opened.' };
    case 'live':
      return { word: 'Live', sentence: 'What happens is shown as it happens.' };
    case 'waiting':
      return {
        word: 'Disconnected',
        sentence: `${state.problem.message} What you see may be old; it goes on where it stopped when the server is back.`,
      };
    case 'refused':
      return { word: 'Signed out', sentence: state.problem.message };
  }
}
