import { beforeAll, describe, expect, test } from 'vitest';
import { until } from '../contract/driver.ts';
import { createAccessStage } from '../support/access.ts';
import { buttonOn, consoleLinkOf, createConsole, formOn, openBy, wordsOf } from '../support/console.ts';
import { everywhere } from '../support/everywhere.ts';
import { titled } from '../support/office.ts';
import { chatOf } from '../support/scheduling.ts';
import { useStage } from '../support/stage.ts';

describe.each(everywhere)('a request for access is decided in the console, on %s', (_name, create) => {
  const stage = useStage(create);
  const on = createAccessStage(stage);
  const { who, ask, account, sql } = on;
  const console = createConsole(() => stage.app.url);
  beforeAll(async () => {
    const asked = await chatOf(stage, who.ada).say('admin console', titled('Console'));
    await openBy(stage.driver, who.ada(), consoleLinkOf(asked), console.browser);
  });

  test('it waits on the overview, is shown, and approved with a form; the person and the others are told in the chat', async () => {
    expect(wordsOf(await console.get('/admin'))).toContain('Nobody waits for access here.');
    await ask({ name: 'Cleo Castillo', email: 'cleo@acme.example', note: 'Design team' });
    const overview = await console.get('/admin');
    expect(wordsOf(overview)).toContain('One person waits for access here.');
    const { fields, path } = buttonOn(overview, labelIn(overview));
    const request = await console.post(path, fields);
    expect(wordsOf(request)).toContain('Design team');
    const form = await console.press(request, 'Change first');
    expect(formOn(form).fields).toMatchObject({ 'field.firstName': 'Cleo', 'field.email': 'cleo@acme.example' });
    const approved = await console.fillIn(form, { lastName: 'Carter' });
    expect(wordsOf(approved)).toContain('cleo@acme.example');
    await stage.app.app.idle();
    expect(await account('cleo@acme.example')).toMatchObject({ last_name: 'Carter' });
    await until(stage.driver, ({ visibleTo, title }) => visibleTo === who.chen().userId && title === 'You have access');
    for (const one of [who.ada(), who.bob()])
      await until(stage.driver, ({ visibleTo, text }) => visibleTo === one.userId && text.includes('pproved'));
    expect(await sql("select way from audit where action = 'access.approve'")).toEqual([{ way: 'console' }]);
    expect(await sql("select 1 from effect where state = 'failed'")).toEqual([]);
  });
});

/** What the first button of a page says. */
const labelIn = ({ text }: { readonly text: string }) => /name="press"[^>]*>([^<]+)</.exec(text)?.[1] ?? '';
