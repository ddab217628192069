import type { Arguments } from '../arguments.ts';
import type { Interaction } from '../interactions.ts';
import type { View, ViewPayload, Workspace } from '../workspace.ts';
import { type Method, type MethodContext, SlackError } from './method.ts';

const STACK_LIMIT = 3;

/** A view as the Web API and interaction payloads show it. `values`: what a person has filled in. */
export function viewJson(
  view: View,
  workspace: Workspace,
  values: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  return {
    private_metadata: '',
    callback_id: '',
    external_id: '',
    ...view.payload,
    id: view.id,
    team_id: workspace.teamId,
    app_id: workspace.appId,
    bot_id: workspace.bot.botId,
    app_installed_team_id: workspace.teamId,
    hash: view.hash,
    root_view_id: view.rootId,
    previous_view_id: view.previousId ?? null,
    state: { values },
  };
}

function payloadOf(args: Arguments, type: ViewPayload['type']): ViewPayload {
  if (args.view?.type !== type) throw new SlackError('invalid_arguments');
  return args.view;
}

/** Shows a payload in place of what the view has shown. */
export function changeView(view: View, payload: ViewPayload, workspace: Workspace): void {
  const { identifiers } = workspace;
  const blocks = payload.blocks.map((block) => ({
    ...block,
    block_id: block.block_id ?? identifiers.id('b'),
  }));
  view.payload = { ...payload, blocks };
  view.hash = identifiers.id('h');
  view.errors = {};
  workspace.changed(view);
}

/** Opens a view for a person, on top of `previous` where that is given. */
export function addView(userId: string, payload: ViewPayload, workspace: Workspace, previous?: View): View {
  const id = workspace.identifiers.id('V');
  const view: View = {
    id,
    userId,
    rootId: previous?.rootId ?? id,
    ...(previous === undefined ? {} : { previousId: previous.id }),
    payload,
    hash: '',
    open: true,
    errors: {},
  };
  workspace.views.push(view);
  changeView(view, payload, workspace);
  return view;
}

function triggered(args: Arguments, { interactions }: MethodContext): Interaction {
  const used = interactions.exchangeTrigger(args.trigger_id ?? '');
  if (typeof used === 'string') throw new SlackError(used);
  return used;
}

const open: Method = {
  handle(args, context) {
    const payload = payloadOf(args, 'modal');
    const view = addView(triggered(args, context).userId, payload, context.workspace);
    return { view: viewJson(view, context.workspace) };
  },
};

const push: Method = {
  handle(args, context) {
    const { workspace } = context;
    const payload = payloadOf(args, 'modal');
    const { viewId, userId } = triggered(args, context);
    const below = workspace.views.find(({ id, open: isOpen }) => id === viewId && isOpen);
    if (below === undefined) throw new SlackError('view_not_found');
    const stack = workspace.views.filter(({ rootId, open: isOpen }) => rootId === below.rootId && isOpen);
    if (stack.length >= STACK_LIMIT) throw new SlackError('push_limit_reached');
    return { view: viewJson(addView(userId, payload, workspace, below), workspace) };
  },
};

const update: Method = {
  handle(args, { workspace }) {
    const view = workspace.views.find(
      ({ id, payload, open: isOpen }) =>
        isOpen &&
        (args.view_id === undefined ? payload.external_id === args.external_id : id === args.view_id),
    );
    if (view === undefined) throw new SlackError('not_found');
    if (args.hash !== undefined && args.hash !== view.hash) throw new SlackError('hash_conflict');
    changeView(view, payloadOf(args, view.payload.type), workspace);
    return { view: viewJson(view, workspace) };
  },
};

const publish: Method = {
  handle(args, { workspace }) {
    const user = workspace.users.find(({ id }) => id === args.user_id);
    if (user === undefined) throw new SlackError('user_not_found');
    const payload = payloadOf(args, 'home');
    const home = workspace.views.find((view) => view.payload.type === 'home' && view.userId === user.id);
    if (args.hash !== undefined && args.hash !== home?.hash) throw new SlackError('hash_conflict');
    if (home !== undefined) changeView(home, payload, workspace);
    return { view: viewJson(home ?? addView(user.id, payload, workspace), workspace) };
  },
};

export const VIEW_METHODS: Readonly<Record<string, Method>> = {
  'views.open': open,
  'views.push': push,
  'views.update': update,
  'views.publish': publish,
};
