import { describe, expect, it } from 'vitest';
import { createAccess, type Installation } from '../../../adapters/slack/access.ts';

const installation: Installation = {
  teamId: 'T0LAB',
  enterpriseId: undefined,
  botUserId: 'U0BOT',
  botId: 'B0BOT',
};
const inOrganisation = { ...installation, enterpriseId: 'E0UNI' };
const origin = { team: 'T0LAB', enterprise: undefined, userTeam: undefined, channel: 'C0GEN' };

describe('createAccess', () => {
  const all = { teamIds: [], channelIds: [] };

  it('lets the own workspace and organisation ask, and no guest', () => {
    const access = createAccess(all, inOrganisation);
    expect(access(origin)).toBeUndefined();
    expect(access({ ...origin, userTeam: 'T0LAB' })).toBeUndefined();
    expect(access({ ...origin, team: 'T0OTHER', enterprise: 'E0UNI' })).toBeUndefined();
    expect(access({ ...origin, enterprise: 'E0UNI', userTeam: 'E0UNI' })).toBeUndefined();
    expect(access({ ...origin, team: undefined, enterprise: 'E0UNI', userTeam: 'T0OTHER' })).toBeUndefined();
    expect(access({ ...origin, userTeam: 'T0STRANGER' })).toContain('only people');
    expect(access({ ...origin, team: 'T0OTHER' })).toContain('only people');
    expect(access({ ...origin, team: undefined })).toContain('only people');
  });

  it('goes by the allow-list alone where there is one', () => {
    const access = createAccess({ ...all, teamIds: ['T0FRIEND', 'E0UNI'] }, installation);
    expect(access(origin)).toContain('only people');
    expect(access({ ...origin, userTeam: 'T0FRIEND' })).toBeUndefined();
    expect(access({ ...origin, enterprise: 'E0UNI' })).toBeUndefined();
  });

  it('keeps to the listed channels, and to direct messages', () => {
    const access = createAccess({ ...all, channelIds: ['C0PAPERS'] }, installation);
    expect(access(origin)).toContain('this channel');
    expect(access({ ...origin, channel: 'C0PAPERS' })).toBeUndefined();
    expect(access({ ...origin, channel: 'D0ADA' })).toBeUndefined();
    expect(access({ ...origin, channel: undefined })).toBeUndefined();
  });
});
