import { chatFormat } from '../parts/messages/chat.ts';

export default chatFormat({
  id: 'lmsys-chat',
  title: 'LMSYS chat',
  summary: 'A `conversation` list of messages, as LMSYS-Chat and WildChat publish them.',
  order: 171,
  member: 'conversation',
  samples: [
    {
      conversation: [
        { role: 'user', content: 'Name a blue gem.' },
        { role: 'assistant', content: 'Sapphire.' },
      ],
    },
    {
      conversation: [
        { role: 'user', content: 'And this?' },
        { role: 'assistant', content: 'Jade.' },
      ],
      model: 'm',
      language: 'English',
      redacted: false,
    },
  ],
});
