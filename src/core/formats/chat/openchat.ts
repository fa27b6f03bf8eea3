import { chatFormat } from '../parts/messages/chat.ts';

export default chatFormat({
  id: 'openchat',
  title: 'OpenChat',
  summary: 'An `items` list of messages, with the `system` prompt beside it.',
  order: 170,
  member: 'items',
  samples: [
    {
      items: [
        { role: 'user', content: 'Name a blue gem.' },
        { role: 'assistant', content: 'Sapphire.' },
      ],
    },
    {
      items: [
        { role: 'human', content: 'And this?' },
        { role: 'gpt', content: 'Jade.' },
      ],
      system: 'Be brief.',
      id: 1,
    },
  ],
});
