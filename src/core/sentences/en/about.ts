/** About meeting about a message. */
export const about = {
  form: {
    title: 'Meet about this',
    intro: 'Nothing begins before you press Start.',
    thread: 'The card goes into the thread of the message.',
    chat: 'The card goes into this chat.',
    elsewhere:
      'Whoever wrote this belongs to another organisation and cannot be called from here; the link on the card works for them as well.',
    name: 'Title',
    nameHint: 'Left empty, it is named after you',
    people: 'Call',
    peopleHint: 'They get a card in their direct chat with me. Whoever you take out is not called.',
    lobby: 'Guests knock, and you let them in',
    submit: 'Start',
    tooMany: (most: number) => `At most ${most} people are called at once. Take some out: the link is for everybody.`,
  },
};
