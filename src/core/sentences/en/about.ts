/** About meeting about a message. */
export const about = {
  form: {
    title: 'Meet about this',
    intro: 'Nothing begins before you press Start. The card goes into the thread of the message.',
    introElsewhere:
      'Whoever wrote this belongs to another organisation and cannot be called from here: the card goes into the thread, and its link works for them as well. Nothing begins before you press Start.',
    name: 'Title',
    nameHint: 'Left empty, it is named after you',
    people: 'Call',
    peopleHint: 'They get a card in their direct chat with me. Whoever you take out is not called.',
    lobby: 'Guests knock, and you let them in',
    submit: 'Start',
    tooMany: (most: number) => `At most ${most} people are called at once. Take some out: the link is for everybody.`,
  },
};
