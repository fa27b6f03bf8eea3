/** Columns of a table in which each row is one turn of a conversation. */
export interface TurnColumns {
  /** Which conversation a turn belongs to. */
  readonly conversation: string;
  /** Who speaks. */
  readonly speaker: string;
  /** What is said. */
  readonly text: string;
}

/** Names of each, the likeliest first, as `simplify` spells them. */
const NAMES: Readonly<Record<keyof TurnColumns, readonly string[]>> = {
  conversation: [
    ...['conversationid', 'convid', 'cid', 'chatid', 'threadid', 'dialogueid', 'dialogid', 'sessionid', 'conversation'],
    ...['thread', 'dialogue', 'dialog', 'session', 'chat', 'conv', 'ticketid', 'groupid', 'messagetreeid'],
  ],
  speaker: ['role', 'speaker', 'sender', 'author', 'from', 'messagerole', 'senderrole', 'speakerrole', 'who', 'actor'],
  text: ['content', 'text', 'message', 'value', 'body', 'utterance', 'messagetext', 'msg', 'said'],
};

/** Finds the columns of turns by their names; null for each that none is called. */
export function findTurnColumns(columns: readonly string[]): { readonly [Part in keyof TurnColumns]: string | null } {
  const known = columns.map(simplify);
  const find = (part: keyof TurnColumns): string | null => {
    const name = NAMES[part].find((each) => known.includes(each));
    return name === undefined ? null : (columns[known.indexOf(name)] ?? null);
  };
  return { conversation: find('conversation'), speaker: find('speaker'), text: find('text') };
}

/** Whether the columns are those of a table of turns. */
export function areTurnColumns(columns: readonly string[]): boolean {
  return Object.values(findTurnColumns(columns)).every((column) => column !== null);
}

function simplify(name: string): string {
  return name.toLowerCase().replace(/[\s_-]+/g, '');
}
