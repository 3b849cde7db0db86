import { describe, expect, it } from 'vitest';
import { Case } from '../support/case.ts';
import { flows, program, tag } from '../support/process.ts';

const lane = (attributes: string, extension = '', inner = '') =>
  `<laneSet id="ls"><lane id="l" ${attributes}>${extension && `<extensionElements>${extension}</extensionElements>`}<flowNodeRef>x</flowNodeRef>${inner}</lane></laneSet>`;
const around = (task: string, lanes = '') => `${lanes}<startEvent id="s"/>${task}<endEvent id="e"/>${flows('s', 'x', 'e')}`;
const resources =
  '<resource id="law-team" name="Law &amp; order"/><resource id="r2" name="sales"/><resource id="r3" name="user:rep2"/>';

describe('a user task in a lane', () => {
  it.each([
    ['its tag', lane('name="Sales"', '<fortnight:lane group="sales"/>'), ['sales']],
    ['its name, written as a group', lane('name="group:sales"'), ['sales']],
    ['its name in any script', lane('name="group:销售部"'), ['销售部']],
    ['the name of its resource', lane('name="Sales" partitionElementRef="r2"'), ['sales']],
    ["the resource's id, where its name can be no group", lane('name="Law" partitionElementRef="law-team"'), ['law-team']],
    ['no name that is a heading', lane('name="Sales"'), []],
    [
      'the innermost lane',
      lane(
        'name="group:sales"',
        '',
        '<childLaneSet id="c"><lane id="l2" name="group:presales"><flowNodeRef>x</flowNodeRef></lane></childLaneSet>',
      ),
      ['presales'],
    ],
  ])('without an assignment is for the group of %s', async (_, lanes, groups) => {
    const played = Case.start(await program(around(tag('userTask', 'x'), lanes), '', resources));
    expect(played.state.tasks).toMatchObject([{ groups, users: [] }]);
  });

  it('is for whom it names itself, where it names somebody', async () => {
    const task = tag('userTask', 'x', '<fortnight:assignment assignee="lead"/>');
    expect(Case.start(await program(around(task, lane('name="group:sales"')))).state.tasks).toMatchObject([
      { assignee: 'lead', groups: [] },
    ]);
    const weighed = tag('userTask', 'x', '<fortnight:assignment priority="5"/>');
    const played = Case.start(await program(around(weighed, lane('name="group:sales"'))));
    expect(played.all('taskOpened')).toMatchObject([{ candidateGroups: ['sales'], priority: 5 }]);
  });

  it('inside a sub-process is for the group of the lane around it', async () => {
    const sub = tag(
      'subProcess',
      'x',
      '',
      `<startEvent id="i"/>${tag('userTask', 'u')}<endEvent id="j"/>${flows('i', 'u', 'j')}`,
    );
    expect(Case.start(await program(around(sub, lane('name="group:sales"')))).state.tasks).toMatchObject([{ groups: ['sales'] }]);
  });

  it('may be claimed by the members of the group alone', async () => {
    const played = Case.start(await program(around(tag('userTask', 'x'), lane('name="group:sales"'))));
    const taskId = played.taskId('x', 'rep');
    expect(played.refused({ type: 'claimTask', taskId, by: played.by('law') }).code).toBe('not-eligible');
    played.take({ type: 'claimTask', taskId, by: played.by('rep2') });
    expect(played.state.tasks).toMatchObject([{ assignee: 'rep2' }]);
  });
});

describe('the performers of a user task', () => {
  const expression = (text: string, language = '') =>
    `<resourceAssignmentExpression><formalExpression ${language}>${text}</formalExpression></resourceAssignmentExpression>`;
  const role = (kind: string, inside: string) => `<${kind} id="${kind}">${inside}</${kind}>`;

  it.each([
    ['a human performer', role('humanPerformer', expression('lead')), { assignee: 'lead', groups: [] }],
    ['a computed performer', role('humanPerformer', expression('= boss')), { assignee: 'cfo', groups: [] }],
    ['a performer in FEEL', role('performer', expression('boss', 'language="feel"')), { assignee: 'cfo', groups: [] }],
    ['a resource that is a person', role('humanPerformer', '<resourceRef>r3</resourceRef>'), { assignee: 'rep2', groups: [] }],
    ['a resource that is a group', role('potentialOwner', '<resourceRef>r2</resourceRef>'), { users: [], groups: ['sales'] }],
    [
      'potential owners by name',
      role('potentialOwner', expression('user(lead), group(sales), finance')),
      { users: ['lead'], groups: ['sales', 'finance'] },
    ],
    [
      'potential owners that are computed',
      role('potentialOwner', expression('= teams')) + role('resourceRole', '<resourceRef>r2</resourceRef>'),
      { users: [], groups: ['legal', 'compliance', 'sales'] },
    ],
  ])('are its assignee and candidates: %s', async (_, inside, task) => {
    const on = await program(around(tag('userTask', 'x', '', inside), lane('name="group:never"')), '', resources);
    const played = Case.start(on, { boss: 'cfo', teams: ['legal', 'compliance'] });
    expect(played.state.tasks).toMatchObject([task]);
  });
});
