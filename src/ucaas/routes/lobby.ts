import { z } from 'zod';
import { done, id, nothing, optionalNumber, optionalText } from './fields.ts';
import { roles, route } from './route.ts';

/** Somebody who waits at the door of a room, permanent or of a meeting. */
const waiting = z.looseObject({ waiting_id: id, name: z.string(), since: optionalText });

const inferred = {
  group: 'lobby',
  access: 'account',
  roles,
  appType: 'required',
  standing: 'inferred',
  grade: 'L',
  capability: 'lobby',
  feature: 'letting people in from the chat',
  source: 'S6 (name of the group)',
} as const;

export const listWaiting = route({
  ...inferred,
  name: 'listWaiting',
  summary: 'Who waits to be let in',
  method: 'GET',
  path: '/rooms/{room_id}/lobby',
  request: nothing,
  response: z.looseObject({ waiting: z.array(waiting) }),
});

export const admitAll = route({
  ...inferred,
  name: 'admitAll',
  summary: 'Let everybody in who waits',
  method: 'POST',
  path: '/rooms/{room_id}/lobby/admit',
  request: nothing,
  response: z.looseObject({ admitted: optionalNumber }),
});

export const admit = route({
  ...inferred,
  name: 'admit',
  summary: 'Let one person in',
  method: 'POST',
  path: '/rooms/{room_id}/lobby/{waiting_id}/admit',
  request: nothing,
  response: done,
});

export const deny = route({
  ...inferred,
  name: 'deny',
  summary: 'Turn one person away',
  method: 'POST',
  path: '/rooms/{room_id}/lobby/{waiting_id}/deny',
  request: nothing,
  response: done,
});
