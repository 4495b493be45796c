/** A request, when it does not matter which. */
export const REQUEST = { agentName: 'a', userId: 'ann', threadId: 't' };
