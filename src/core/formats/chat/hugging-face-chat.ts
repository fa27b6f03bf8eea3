import { chatFormat } from '../parts/messages/chat.ts';

export default chatFormat({
  id: 'hugging-face-chat',
  title: 'Hugging Face conversations',
  summary: 'A `conversations` list of messages with `role` and `content`, for chat templates and Kiln.',
  order: 160,
  member: 'conversations',
  samples: [
    {
      conversations: [
        { role: 'user', content: 'Name a blue gem.' },
        { role: 'assistant', content: 'Sapphire.' },
      ],
    },
    {
      conversations: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'And this?' },
        { role: 'assistant', content: 'Jade.', checked: true },
      ],
      id: 'h1',
    },
  ],
});
