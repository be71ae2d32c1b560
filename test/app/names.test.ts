import { beforeAll, describe, expect, test } from 'vitest';
import { type SeenMessage, until } from '../contract/driver.ts';
import { createSlackDriver } from '../contract/slack-driver.ts';
import { createTeamsDriver } from '../contract/teams-driver.ts';
import { everywhere } from '../support/everywhere.ts';
import { chatOf, connectIn, dayAhead, labelsOf } from '../support/scheduling.ts';
import { workspace } from '../support/slack/workspaces.ts';
import { useStage } from '../support/stage.ts';

const bobInChat = /^Bob( Brandt)? \(.+\)$/;
const isWhole = (message: SeenMessage) => labelsOf(message).includes('Schedule');
const isWho = ({ title }: SeenMessage) => title === 'Who is that?';

describe.each(everywhere)('people by name on %s', (_name, create) => {
  const stage = useStage(create);
  const ada = chatOf(stage, () => stage.driver.people.ada);
  const cardOfBob = (title: string) =>
    until(stage.driver, (message) => message.visibleTo === stage.driver.people.bob.userId && message.title === title);

  beforeAll(async () => {
    for (const who of [stage.driver.people.ada, stage.driver.people.bob]) await connectIn(stage, who);
  });

  test('a name in the direct chat finds somebody of the workspace, who hears of it in the chat', async () => {
    const draft = await ada.say(`lunch on ${dayAhead(20).said} at 13:00 with Brandt`, isWhole);
    expect(draft.facts.With).toMatch(/^Bob( Brandt)?$/);
    await ada.press(draft, 'Schedule', (message) => labelsOf(message).includes('Join meeting'));
    await cardOfBob('lunch');
  });

  test('a name with a typo is asked about, and nobody of that name is said in one sentence', async () => {
    const question = await ada.say(`coffee on ${dayAhead(21).said} at 10:00 with Brnadt`, isWho);
    expect(question.text).toContain('nobody called exactly “Brnadt”');
    const [label = '', ...rest] = labelsOf(question);
    expect([label, rest]).toEqual([expect.stringMatching(bobInChat), ['Leave out', 'Cancel']]);
    expect((await ada.press(question, label, isWhole)).facts.With).toMatch(/^Bob/);
    const nobody = await ada.say(`tea on ${dayAhead(22).said} at 10:00 with Zebediah`, isWho);
    expect(nobody.text).toMatch(/^I find nobody called “Zebediah” .*, or in this workspace\. Answer with an email/);
  });

  test('a contact and a colleague of the same first name are told apart and asked for, in a new meeting and in an old one', async () => {
    await ada.say('contacts add Bob Baker, bob.baker@example.com', ({ title }) => title === 'Bob Baker');
    const question = await ada.say(`standup on ${dayAhead(23).said} at 10:00 with Bob`, isWho);
    expect(question.text).toContain('Several people match “Bob”');
    expect(labelsOf(question).slice(0, -2)).toEqual([
      'Bob Baker (bob.baker@example.com)',
      expect.stringMatching(bobInChat),
    ]);
    const draft = await ada.press(question, 'Bob Baker (bob.baker@example.com)', isWhole);
    expect(draft.facts.With).toBe('Bob Baker');
    await ada.press(draft, 'Schedule', (message) => labelsOf(message).includes('Join meeting'));
    const who = await ada.say('invite Bob to the standup', isWho);
    await ada.press(who, labelsOf(who)[1] ?? '', ({ text }) => text.includes('Bob'));
    await cardOfBob('standup');
  });

  test('whoever is mentioned and named by their address is one person, and the address of the host is the host', async () => {
    const { bob } = stage.driver.people;
    const draft = await ada.say(`duet on ${dayAhead(29).said} at 10:00 with bob@acme.example and`, isWhole, [bob]);
    expect(draft.facts.With).toMatch(/^Bob( Brandt)?$/);
    await ada.press(draft, 'Schedule', (message) => labelsOf(message).includes('Join meeting'));
    await cardOfBob('duet');
    const { rows } = await stage.app.test.database.pool.query(
      "select email, user_id is not null as chats from invitee where not is_host and meeting_id in (select id from meeting where title = 'duet')",
    );
    expect(rows).toEqual([{ email: null, chats: true }]);
    await ada.say('invite bob@acme.example to the duet', ({ text }) =>
      /^Bob.* is invited to “duet” already/.test(text),
    );
    const alone = await ada.say(`solo on ${dayAhead(30).said} at 10:00 with ADA@acme.example`, isWhole);
    expect(alone.facts.With).toBe('nobody but you so far');
    await ada.say('cancel', ({ text }) => text.includes('Nothing was scheduled'));
    const off = await ada.say(
      'uninvite bob@acme.example from the duet',
      (message) => labelsOf(message)[0] === 'Take off',
    );
    await ada.press(off, 'Take off', ({ text }) => /^Bob.* is taken off “duet”/.test(text));
  });

  test('in a channel, its members are who is meant, and a question says that they are from there', async () => {
    const say = (text: string, wanted: (message: SeenMessage) => boolean) =>
      stage.answerTo(() => stage.driver.say(stage.driver.people.ada, 'channel', text), wanted);
    const draft = await say(`schedule retro on ${dayAhead(24).said} at 10:00 with Brandt`, isWhole);
    expect(draft.facts.With).toMatch(/^Bob( Brandt)?$/);
    const question = await say(`schedule retro on ${dayAhead(24).said} at 10:00 with Bob`, isWho);
    expect(labelsOf(question)[0]).toMatch(/^Bob( Brandt)? \(in this channel\)$/);
  });

  test.each(['everyone here', 'everybody', '@channel', 'all members of this channel', 'this channel', 'the channel'])(
    'in a channel, “%s” are its members; in the direct chat it is asked who that is',
    async (words) => {
      const line = `schedule forum on ${dayAhead(24).said} at 10:00 with ${words}`;
      const draft = await stage.answerTo(() => stage.driver.say(stage.driver.people.ada, 'channel', line), isWhole);
      // In the playground, Chen is in the channel as well.
      expect([draft.facts.With, draft.title]).toEqual([expect.stringMatching(/^Bob( Brandt)?\b/), 'forum']);
      const question = await ada.say(line, ({ text }) => text.includes(words.replace('the ', '')));
      expect(labelsOf(question)).not.toContain('Schedule');
      await ada.say('cancel', ({ text }) => text.includes('Nothing was scheduled'));
    },
  );

  test('whoever is named is taken off a planned meeting, once that was asked, and is told', async () => {
    const asksOff = (message: SeenMessage) => labelsOf(message)[0] === 'Take off';
    await ada.plan(`gala on ${dayAhead(25).said} at 10:00 with Brandt and guest@example.com`);
    const question = await ada.say('remove guest@example.com from gala', asksOff);
    expect(question.text).toMatch(/^Take guest@example\.com off “gala” \(.* 10:00–10:30\)\?/);
    await ada.press(question, 'Keep it', ({ text }) => text.includes('stays as it is'));
    const ask = await ada.say('take brandt off gala', asksOff);
    expect(ask.text).toContain('Whoever is taken off is told.');
    const told = until(
      stage.driver,
      ({ visibleTo, text }) =>
        visibleTo === stage.driver.people.bob.userId && text.includes('has taken you off “gala”'),
    );
    const done = await ada.say('yes', ({ text }) => /^Bob.* is taken off “gala”\./.test(text));
    await told;
    expect(done.facts['Not answered']).toBe('guest@example.com');
    const nobody = await ada.say('uninvite Zebediah from gala', ({ text }) => text.includes('Zebediah'));
    expect(nobody.text).toContain('Invited are: guest@example.com.');
    await ada.say('remove me from gala', ({ text }) => text.includes('is the host of “gala”'));

    // Where several of those who are invited are called so, it is asked who is meant, and nobody else is offered.
    const which = await ada.say('uninvite bob from the standup', ({ text }) => text.includes('Whom shall I take off?'));
    expect(labelsOf(which)).toHaveLength(2);
    await ada.press(which, 'Bob Baker (bob.baker@example.com)', ({ text }) =>
      text.startsWith('Bob Baker is taken off'),
    );
  });

  test('a group that is too large is not offered, and is made smaller by leaving people of it out', async () => {
    const { pool } = stage.app.test.database;
    await pool.query(
      `insert into sandbox.contact (contact_id, user_id, name, email)
       select 'crowd' || n, a.id, chr(65 + n / 26) || chr(97 + n % 26) || 'lo Parker', 'crowd' || n || '@example.com'
       from sandbox.account a, generate_series(0, 102) n where a.email = 'ada@acme.example'`,
    );
    await ada.say('groups add Crowd', ({ text }) => text.includes('Made the group Crowd'));
    await pool.query(
      `insert into sandbox.membership (group_id, contact_id)
       select g.group_id, c.contact_id from sandbox.contact_group g, sandbox.contact c where c.contact_id like 'crowd%'`,
    );
    const question = await ada.say(`gig on ${dayAhead(27).said} at 10:00 with the crowd group`, isWho);
    expect(question.text).toMatch(/has 103 people, and I invite at most 100 to a meeting\..*“without A\wlo Parker”/);
    expect(labelsOf(question)).toEqual(['Leave out', 'Cancel']);
    const less = await ada.say('without Aalo Parker and Ablo Parker', ({ title }) => title === 'Too many people');
    expect(less.text).toContain('That would be 101 people');
    const fits = await ada.say('without Aclo Parker', isWhole);
    expect(fits.facts.With).not.toMatch(/A[abc]lo Parker/);
    await ada.press(fits, 'Schedule', (message) => labelsOf(message).includes('Join meeting'));
    const { rows } = await pool.query("select count(*)::int from invitee where email like 'crowd%'");
    expect(rows).toEqual([{ count: 100 }]);

    await ada.plan(`jig on ${dayAhead(28).said} at 10:00`);
    const invite = await ada.say('invite the crowd group to jig', isWho);
    expect(labelsOf(invite)).toEqual([]);
    expect(invite.text).toContain('has 103 people, and I invite at most 100');
  });

  test('of a series, all of it is what somebody is taken off, by a mention as well; in a channel, too', async () => {
    const { ada: person, bob } = stage.driver.people;
    await ada.plan(`polka on ${dayAhead(26).said} at 10:00 every week, 3 times, with`, [bob]);
    const asks = (message: SeenMessage) => labelsOf(message)[0] === 'Take off';
    const ask = await stage.answerTo(
      () => stage.driver.say(person, 'channel', 'uninvite Brandt from polka'),
      (message) => asks(message) && /off all of “polka” \(every week on \w+, 3 times\)\?/.test(message.text),
    );
    await stage.answerTo(
      () => stage.driver.press(person, ask, 'Take off'),
      ({ text }) => /^Bob.* is taken off “polka”/.test(text),
    );
    const again = await ada.say('invite Brandt to polka', ({ text }) => /^Bob.* is invited to “polka”/.test(text));
    expect(again.facts['Not answered']).toMatch(/^Bob/);
    await ada.say('uninvite from polka', asks, [bob]);
    await ada.say('yes', ({ text }) => /^Bob.* is taken off “polka”/.test(text));
  });

  test('whoever answers on the channel’s card has their own name there, and is told when taken off after a no', async () => {
    const { driver } = stage;
    const { ada: host } = driver.people;
    const chen = driver.welcome();
    const line = `schedule quiz on ${dayAhead(31).said} at 10:00`;
    // In Teams, a draft is in the direct chat, and so is its card: Chen is invited, and answers there.
    const viewer = driver.platform === 'teams' ? chen.userId : 'everyone';
    const isCard = ({ visibleTo, title }: SeenMessage) => visibleTo === viewer && title === 'quiz';
    if (viewer === chen.userId) await ada.plan(`${line} with`, [chen]);
    else await driver.press(host, await stage.answerTo(() => driver.say(host, 'channel', line), isWhole), 'Schedule');
    await driver.press(chen, await until(driver, isCard), 'No');
    const shown = await until(driver, (message) => isCard(message) && message.facts['Not coming'] !== undefined);
    expect(shown.facts['Not coming']).toMatch(/^Chen( Castillo)?$/);
    const told = until(
      driver,
      ({ visibleTo, text }) => visibleTo === chen.userId && text.includes('has taken you off “quiz”'),
    );
    const ask = await ada.say('take Chen off quiz', (message) => labelsOf(message)[0] === 'Take off');
    expect(ask.text).toContain('Whoever is taken off is told.');
    await ada.press(ask, 'Take off', ({ text }) => /^Chen.* is taken off “quiz”/.test(text));
    await told;
  });
});

describe.each([
  ['Slack', createSlackDriver],
  ['Teams', createTeamsDriver],
] as const)('addresses on %s', (_name, create) => {
  const stage = useStage(create);
  const ada = chatOf(stage, () => stage.driver.people.ada);

  test('a contact with the address of a colleague is that colleague: once, and by chat', async () => {
    const { people } = stage.driver;
    await connectIn(stage, people.ada);
    // In Teams, the bot sees the addresses of those with whom it shares a team.
    await stage.answerTo(
      () => stage.driver.say(people.ada, 'channel', 'status'),
      ({ visibleTo }) => visibleTo === people.ada.userId,
    );
    await ada.say('contacts add Robert Brandt, BOB@acme.example', ({ title }) => title === 'Robert Brandt');
    const draft = await ada.say(`lunch on ${dayAhead(20).said} at 13:00 with Brandt`, (message) =>
      labelsOf(message).includes('Cancel'),
    );
    expect([labelsOf(draft)[0], draft.facts.With]).toEqual(['Schedule', expect.stringMatching(/^Bob( Brandt)?$/)]);
    await ada.press(draft, 'Schedule', (message) => labelsOf(message).includes('Join meeting'));
    await until(stage.driver, ({ visibleTo, title }) => visibleTo === people.bob.userId && title === 'lunch');
  });
});

describe('mentions that are nobody: of a channel itself, of apps', () => {
  const said = (mention: string) => `schedule forum on ${dayAhead(24).said} at 10:00 with ${mention}`;
  describe('on Slack', () => {
    const stage = useStage(createSlackDriver);
    const ada = () => stage.driver.people.ada;
    beforeAll(() => connectIn(stage, ada()));

    test.each(['<!channel>', '<!here>', '<!everyone>'])('%s are its members', async (mention) => {
      const draft = await stage.answerTo(() => stage.driver.say(ada(), 'channel', said(mention)), isWhole);
      expect([draft.facts.With, draft.title]).toEqual(['Bob', 'forum']);
    });

    test('an app is said to be one, and is left out by a press', async () => {
      const question = await stage.answerTo(() => stage.driver.say(ada(), 'channel', said('<@U0OTHERBOT>')), isWho);
      expect(question.text).toContain('“poll” is an app, and cannot be invited.');
      await stage.answerTo(() => stage.driver.press(ada(), question, 'Leave out'), isWhole);
    });
  });
  describe('on Teams', () => {
    const stage = useStage(createTeamsDriver);

    test('an app is said to be one', async () => {
      const { ada } = stage.driver.people;
      await connectIn(stage, ada);
      const bot = { ...ada, userId: 'bot' };
      const question = await stage.answerTo(() => stage.driver.say(ada, 'channel', said(''), [bot]), isWho);
      expect(question.text).toContain('“Poll” is an app, and cannot be invited.');
    });

    test('its name are its members', async () => {
      const { ada } = stage.driver.people;
      const general = { ...ada, userId: 'channel' };
      const draft = await stage.answerTo(() => stage.driver.say(ada, 'channel', said(''), [general]), isWhole);
      expect([draft.facts.With, draft.title]).toEqual(['Bob Brandt', 'forum']);
    });
  });
});

describe('what Slack tells of a workspace', () => {
  let slack: Awaited<ReturnType<typeof createSlackDriver>>['slack'];
  const stage = useStage(async () => {
    const driver = await createSlackDriver();
    ({ slack } = driver);
    return driver;
  });
  const ada = chatOf(stage, () => stage.driver.people.ada);
  const join = (people: Readonly<Record<string, object>>) => slack.joined.set(workspace.teamId, people);
  const crowd = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`U0CROWD${index}`, { name: `person${index}` }]));

  test('without the permission, names mean what they meant before, and the operator reads why, once', async () => {
    await connectIn(stage, stage.driver.people.ada);
    for (const day of [20, 21]) {
      slack.failNext('users.list', { body: { ok: false, error: 'missing_scope', needed: 'users:read' } });
      const nobody = await ada.say(`lunch on ${dayAhead(day).said} at 13:00 with Brandt`, isWho);
      expect(nobody.text).toMatch(/^I find nobody called “Brandt” among your contacts and groups\. Answer with/);
      await ada.say('cancel', ({ text }) => text.includes('Nothing was scheduled'));
    }
    expect(stage.app.log.lines.filter(({ message }) => /does not list the people/.test(message))).toHaveLength(1);
  });

  test('in a workspace that is too large to look through, somebody who was found is asked about, and who was not may be there', async () => {
    join(crowd(20_000));
    const question = await ada.say(`lunch on ${dayAhead(22).said} at 13:00 with Brandt`, isWho);
    expect(question.text).toContain('could not look through everybody in this workspace. Who is “Brandt”?');
    expect(labelsOf(question)[0]).toBe('Bob (@bob)');
    const nobody = await ada.say(`tea on ${dayAhead(23).said} at 13:00 with Zebediah`, isWho);
    expect(nobody.text).toMatch(/and could not look through everybody in this workspace\. Mention the person/);
  });
});
