import type { Role } from '../../../example/example.ts';

/** How people and programs name who speaks, in lower case. */
const ALIASES: Readonly<Record<Role, readonly string[]>> = {
  system: ['system', 'developer', '系统'],
  user: ['user', 'human', 'prompter', 'question', 'instruction', 'customer', 'client', '用户', '人类'],
  model: [
    ...['model', 'assistant', 'gpt', 'bot', 'chatbot', 'ai', 'llm', 'agent', 'output', 'function_call', 'tool_call'],
    ...['chatgpt', 'bard', 'bing', 'claude', 'copilot', 'gemini', '助手', '助理', '模型'],
  ],
  tool: ['tool', 'function', 'observation', 'ipython', 'tool_response'],
};

const ROLES = new Map(
  // The cast: the keys of ALIASES are roles.
  Object.entries(ALIASES).flatMap(([role, names]) => names.map((name) => [name, role as Role] as const)),
);

/** Who a name in a row stands for, letter case ignored; undefined where nobody is known by it. */
export function roleOf(name: string): Role | undefined {
  return ROLES.get(name.trim().toLowerCase());
}

/** True for a name under which a model calls a tool. */
export function isCallRole(name: string): boolean {
  const lower = name.trim().toLowerCase();
  return lower === 'function_call' || lower === 'tool_call';
}
