import { z } from 'zod';
import { contact } from './contacts.ts';
import {
  done,
  givenId,
  id,
  listing,
  nothing,
  optionalFlag,
  optionalId,
  optionalNumber,
  optionalPart,
  text,
} from './fields.ts';
import { roles, route } from './route.ts';

/** A group of contacts. */
const group = z.looseObject({
  group_id: id,
  user_id: optionalId,
  name: z.string(),
  shared: optionalFlag,
  contacts: optionalNumber,
});

const wishes = z.object({ name: text, shared: z.boolean().optional() });

const inferred = {
  group: 'groups',
  access: 'account',
  roles,
  appType: 'none',
  standing: 'inferred',
  grade: 'M',
  capability: 'contact groups',
  feature: 'groups of contacts',
  source: 'S0 (Contacts & Groups Management), S5 (`group_ids`)',
} as const;
const membership = { ...inferred, grade: 'L' } as const;

export const listGroups = route({
  ...inferred,
  name: 'listGroups',
  summary: "The caller's groups, shared ones of the same customer, and those of users below",
  method: 'GET',
  path: '/groups',
  alternatives: [{ path: '/contacts/groups' }],
  request: listing,
  response: z.looseObject({ groups: z.array(group) }),
  rows: 'groups',
  searchBy: ['group_id', 'user_id', 'name'],
});

export const getGroup = route({
  ...inferred,
  name: 'getGroup',
  summary: 'One group',
  method: 'GET',
  path: '/groups/{group_id}',
  alternatives: [{ path: '/contacts/groups/{group_id}' }],
  request: nothing,
  response: z.looseObject({ group }),
});

export const addGroup = route({
  ...inferred,
  name: 'addGroup',
  summary: 'Add a group',
  method: 'POST',
  path: '/groups',
  alternatives: [{ path: '/contacts/groups' }],
  request: wishes,
  response: z.looseObject({ group: group.partial().extend({ group_id: id }) }),
});

export const editGroup = route({
  ...inferred,
  name: 'editGroup',
  summary: 'Rename or share a group',
  method: 'PATCH',
  path: '/groups/{group_id}',
  alternatives: [{ path: '/contacts/groups/{group_id}' }],
  request: wishes.partial(),
  response: z.looseObject({ group: optionalPart(group.partial()) }),
});

export const deleteGroup = route({
  ...inferred,
  name: 'deleteGroup',
  summary: 'Delete a group; its contacts stay',
  method: 'DELETE',
  path: '/groups/{group_id}',
  alternatives: [{ path: '/contacts/groups/{group_id}' }],
  request: nothing,
  response: done,
});

export const listGroupContacts = route({
  ...membership,
  name: 'listGroupContacts',
  summary: 'The contacts in a group',
  method: 'GET',
  path: '/groups/{group_id}/contacts',
  request: listing,
  response: z.looseObject({ contacts: z.array(contact) }),
  rows: 'contacts',
  searchBy: ['contact_id', 'name', 'email', 'company', 'designation'],
});

export const addGroupContacts = route({
  ...membership,
  name: 'addGroupContacts',
  summary: 'Put contacts into a group',
  method: 'POST',
  path: '/groups/{group_id}/contacts',
  request: z.object({ contact_ids: z.array(givenId).min(1).max(500) }),
  response: done,
});

export const removeGroupContact = route({
  ...membership,
  name: 'removeGroupContact',
  summary: 'Take a contact out of a group',
  method: 'DELETE',
  path: '/groups/{group_id}/contacts/{contact_id}',
  request: nothing,
  response: done,
});
