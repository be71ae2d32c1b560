import type { ServerResponse } from 'node:http';
import { type Asked, json, type startService } from './service.ts';

type Service = Awaited<ReturnType<typeof startService>>;

/** Lets the stand-in of the service keep users, whom `u1` administers. Resolves nothing by itself: what was made is in `made`. */
export function withUsers(service: Service) {
  const boss = { user_id: 'u1', customer_id: 'c1', first_name: 'Ada', last_name: 'Almeida', user_type: 'customer' };
  const users: Record<string, unknown>[] = [{ ...boss, email: 'ada@acme.example', status: 'A' }];
  const login = ({ body }: Asked, response: ServerResponse) =>
    json(response, {
      result: 1,
      token: `token ${service.asked.filter(({ path }) => path === '/login').length}`,
      user: { ...boss, role: 'customer', email: body.email },
    });
  const add = ({ body }: Asked, response?: ServerResponse) => {
    const isTaken = users.some(({ email }) => email === body.email);
    if (!isTaken) users.push({ ...body, user_id: `u${users.length + 1}`, status: 'A' });
    if (!response) return;
    const duplicate = { result: 1504, msg: 'Duplicate data', desc: 'Email Address is already registered' };
    json(response, isTaken ? duplicate : { result: 1, user: { user_id: `u${users.length}`, name: body.first_name } });
  };
  service.on('POST /login', login);
  service.on('GET /users/u1', (_asked, response) => json(response, { result: 1, user: users[0] }));
  service.on('GET /users', ({ url }, response) => {
    const query = new URL(url, 'http://service').searchParams;
    const [by, wanted] = [query.get('search_by') ?? '', query.get('search_string') ?? ''];
    const found = users.filter((user) => by === '' || String(user[by]).toLowerCase().includes(wanted.toLowerCase()));
    const length = Number(query.get('page_length') ?? 10);
    const from = (Number(query.get('page') ?? 1) - 1) * length;
    json(response, { result: 1, search: { page_length: length }, users: found.slice(from, from + length) });
  });
  service.on('POST /users', add);
  return {
    users,
    add,
    /** How many there are with this email. */
    count: (email: string) => users.filter((user) => user.email === email).length,
  };
}
