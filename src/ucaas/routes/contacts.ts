import { z } from 'zod';
import {
  done,
  emailAddress,
  givenId,
  id,
  listing,
  nothing,
  optionalFlag,
  optionalId,
  optionalPart,
  optionalText,
  text,
} from './fields.ts';
import { roles, route } from './route.ts';

/** Somebody in a user's address book. A shared one is seen by everybody of the same customer. */
export const contact = z.looseObject({
  contact_id: id,
  user_id: optionalId,
  name: z.string(),
  email: optionalText,
  company: optionalText,
  designation: optionalText,
  shared: optionalFlag,
  group_ids: z.array(id).nullish(),
});

const wishes = z.object({
  name: text,
  email: emailAddress,
  company: z.string().max(200).optional(),
  designation: z.string().max(200).optional(),
  shared: z.boolean().optional(),
});

const shared = { group: 'contacts', access: 'account', roles, appType: 'none' } as const;
const inferred = {
  ...shared,
  standing: 'inferred',
  grade: 'M',
  capability: 'contact listing',
  feature: 'looking up contacts',
  source: 'S5 (paths of the same group)',
} as const;

export const listContacts = route({
  ...inferred,
  name: 'listContacts',
  summary: "The caller's contacts, shared ones of the same customer, and those of users below",
  method: 'GET',
  path: '/contacts',
  request: listing,
  response: z.looseObject({ contacts: z.array(contact) }),
  rows: 'contacts',
  searchBy: ['contact_id', 'user_id', 'name', 'email', 'company', 'designation'],
});

export const getContact = route({
  ...inferred,
  name: 'getContact',
  summary: 'One contact',
  method: 'GET',
  path: '/contacts/{contact_id}',
  request: nothing,
  response: z.looseObject({ contact }),
});

export const addContact = route({
  ...shared,
  name: 'addContact',
  summary: 'Add a contact; its email is unique in the address book',
  method: 'POST',
  path: '/contacts',
  request: wishes.extend({ group_ids: z.array(givenId).max(100).optional() }),
  response: z.looseObject({ contact: z.looseObject({ contact_id: id, name: optionalText }) }),
  standing: 'documented',
  source: 'S5',
});

export const editContact = route({
  ...shared,
  name: 'editContact',
  summary: 'Change or share a contact',
  method: 'PATCH',
  path: '/contacts/{contact_id}',
  request: wishes.partial(),
  response: z.looseObject({ contact: optionalPart(contact.partial()) }),
  standing: 'documented',
  source: 'S5; answer inferred',
});

export const deleteContact = route({
  ...inferred,
  name: 'deleteContact',
  summary: 'Delete a contact',
  method: 'DELETE',
  path: '/contacts/{contact_id}',
  request: nothing,
  response: done,
});
