/** Columns of a table in which each row is one turn of a conversation. */
export interface TurnColumns {
  /** Which conversation a turn belongs to; empty where the whole list is one chat, cut at its pauses. */
  readonly conversation: string;
  /** Who speaks. */
  readonly speaker: string;
  /** What is said. */
  readonly text: string;
}

/** Names of each, the likeliest first, as `simplify` spells them. */
const NAMES: Readonly<Record<keyof TurnColumns | 'time', readonly string[]>> = {
  conversation: [
    ...['conversationid', 'convid', 'cid', 'chatid', 'threadid', 'dialogueid', 'dialogid', 'sessionid', 'conversation'],
    ...['thread', 'dialogue', 'dialog', 'session', 'chat', 'conv', 'ticketid', 'groupid', 'messagetreeid'],
  ],
  speaker: [
    ...['role', 'speaker', 'sender', 'author', 'from', 'messagerole', 'senderrole', 'speakerrole', 'who', 'actor'],
    ...['username', 'user'],
  ],
  text: ['content', 'text', 'message', 'value', 'body', 'utterance', 'messagetext', 'msg', 'said'],
  time: ['timestamp', 'date', 'ts', 'time', 'datetime', 'createdat', 'sentat', 'at'],
};

/** Columns by which exports of chat programs are known: Telegram, Discord, Slack, and chats of WhatsApp as they are read here. */
const CHAT_PROGRAMS = [
  ['from', 'fromid', 'text', 'date'],
  // Discord leaves members out that are empty.
  ...['reactions', 'attachments', 'embeds', 'mentions', 'ispinned', 'pinned', 'channelid'].map((name) => {
    return ['author', 'content', 'timestamp', name];
  }),
  ['authorid', 'author', 'date', 'content'],
  ['user', 'text', 'ts', 'type'],
  ['sender', 'text', 'at'],
];

/** Finds the columns of turns by their names; null for each that none is called. */
export function findTurnColumns(columns: readonly string[]): { readonly [Part in keyof TurnColumns]: string | null } {
  return {
    conversation: find(columns, 'conversation'),
    speaker: find(columns, 'speaker'),
    text: find(columns, 'text'),
  };
}

/** The column that says when something was said, by its name; null where none does. */
export function findTimeColumn(columns: readonly string[]): string | null {
  return find(columns, 'time');
}

/** Whether the columns are those of a table of turns. */
export function areTurnColumns(columns: readonly string[]): boolean {
  const known = new Set(columns.map(simplify));
  if (CHAT_PROGRAMS.some((names) => names.every((name) => known.has(name)))) return true;
  return Object.values(findTurnColumns(columns)).every((column) => column !== null);
}

function find(columns: readonly string[], part: keyof typeof NAMES): string | null {
  const known = columns.map(simplify);
  const name = NAMES[part].find((each) => known.includes(each));
  return name === undefined ? null : (columns[known.indexOf(name)] ?? null);
}

function simplify(name: string): string {
  return name.toLowerCase().replace(/[\s_-]+/g, '');
}
