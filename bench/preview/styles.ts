/** Discord's boxes that the library does not have, in Discord's dark colours, and the page around everything. */
export const PAGE_STYLES = `
body { font-family: sans-serif; margin: 0; background: #e3e5e8; }
h1, h2, p { margin: 12px; }
h1 { font-size: 20px; }
h2 { font-size: 15px; font-family: monospace; }
section { display: flex; flex-wrap: wrap; gap: 12px; margin-bottom: 32px; align-items: flex-start; }
section h2 { flex-basis: 100%; margin-bottom: 0; }
.platform { width: 390px; max-width: 100%; overflow-wrap: anywhere; }
discord-message { padding-right: 12px; overflow: hidden; }
.v2-container { background: #2b2d31; border: 1px solid #3f4147; border-radius: 8px; padding: 12px; line-height: 1.375; font-size: 16px;
  margin-top: 4px; color: #dbdee1; display: flex; flex-direction: column; gap: 8px; }
.v2-text { min-width: 0; }
.v2-section { display: flex; gap: 12px; justify-content: space-between; align-items: flex-start; }
.v2-section > div { min-width: 0; }
.v2-section discord-action-row { flex: none; }
.bullet { display: inline-block; width: 1em; }
.code { background: #1e1f22; border: 1px solid #3f4147; border-radius: 4px; padding: 8px; margin: 4px 0; font-size: 14px;
  white-space: pre-wrap; }
.slack { background: #fff; padding: 8px; box-sizing: border-box; font-family: Lato, sans-serif; }
.typed { color: #616061; font: 13px monospace; padding: 0 0 4px 46px; }
.only-you { color: #616061; font-size: 12px; padding-left: 46px; }
`;
