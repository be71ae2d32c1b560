import { z } from 'zod';
import { done, id, nothing, number, optionalId, optionalPart, optionalText, text } from './fields.ts';
import { roles, route } from './route.ts';

/** A question to those in a room. `status`: `draft`, `open` or `closed`. */
const poll = z.looseObject({
  poll_id: id,
  room_id: optionalId,
  question: z.string(),
  options: z.array(z.string()),
  status: optionalText,
});
const results = z.array(z.looseObject({ option: z.string(), votes: number }));

const inferred = {
  group: 'polls',
  access: 'account',
  roles,
  appType: 'required',
  standing: 'inferred',
  grade: 'L',
  capability: 'polls',
  feature: 'polls',
  source: 'S6 (name of the group)',
} as const;

export const createPoll = route({
  ...inferred,
  name: 'createPoll',
  summary: 'Prepare a poll in a room',
  method: 'POST',
  path: '/rooms/{room_id}/polls',
  request: z.object({ question: text, options: z.array(text).min(2).max(10) }),
  response: z.looseObject({ poll }),
});

export const listPolls = route({
  ...inferred,
  name: 'listPolls',
  summary: 'Polls of a room',
  method: 'GET',
  path: '/rooms/{room_id}/polls',
  request: nothing,
  response: z.looseObject({ polls: z.array(poll) }),
});

export const openPoll = route({
  ...inferred,
  name: 'openPoll',
  summary: 'Begin the vote',
  method: 'POST',
  path: '/polls/{poll_id}/open',
  request: nothing,
  response: z.looseObject({ poll: optionalPart(poll) }),
});

export const closePoll = route({
  ...inferred,
  name: 'closePoll',
  summary: 'End the vote',
  method: 'POST',
  path: '/polls/{poll_id}/close',
  request: nothing,
  response: z.looseObject({ poll: optionalPart(poll) }),
});

export const getPollResults = route({
  ...inferred,
  name: 'getPollResults',
  summary: 'How many votes each option has',
  method: 'GET',
  path: '/polls/{poll_id}/results',
  request: nothing,
  response: z.looseObject({ poll, results }),
});

export const deletePoll = route({
  ...inferred,
  name: 'deletePoll',
  summary: 'Delete a poll with its votes',
  method: 'DELETE',
  path: '/polls/{poll_id}',
  request: nothing,
  response: done,
});
