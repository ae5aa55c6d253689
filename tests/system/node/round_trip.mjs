// Sends with nodemailer and reads with imapflow, as programs on Node do. Argument: target.json and a folder for what was read.
// The messages are built here, sent as they are, and written to FOLDER/sent-* and FOLDER/read-*; who calls compares them.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ImapFlow } from 'imapflow';
import nodemailer from 'nodemailer';
import MailComposer from 'nodemailer/lib/mail-composer/index.js';

const [targetFile, folder] = process.argv.slice(2);
const t = JSON.parse(readFileSync(targetFile, 'utf8'));
const tls = { ca: readFileSync(t.ca), servername: t.tls_name };
const address = n => t.user.replace('%d', n);
const login = n => ({ user: address(n), pass: t.pass });

// With CRLF throughout: nodemailer sends it so, whatever stands in the text.
const lines = raw => Buffer.from(raw.toString('latin1').replace(/\r?\n/g, '\r\n'), 'latin1');

function build(name) {
  const options = {
    from: { name: 'Änne Müller', address: address(1) }, to: address(3), subject: `node ${name} – ünïcödé ✓`,
    text: 'Grüße\n.\n..dots at the start of lines\n', html: '<p>Grüße</p>',
    attachments: [{ filename: 'bytes.bin', content: Buffer.from(Array.from({ length: 70_000 }, (_, i) => (i * 7) & 255)) }],
  };
  return new Promise((done, failed) => new MailComposer(options).compile().build((e, raw) => (e ? failed(e) : done(lines(raw)))));
}

async function send(name, options) {
  const raw = await build(name);
  writeFileSync(join(folder, `sent-${name}`), raw);
  const transport = nodemailer.createTransport({ host: t.host, name: 'client.example', auth: login(1), tls, ...options });
  const done = await transport.sendMail({ envelope: { from: address(1), to: [address(3)] }, raw });
  assert.deepEqual(done.accepted, [address(3)]);
  transport.close();
}

const client = options => new ImapFlow({ host: t.host, auth: login(3), tls, logger: false, ...options });

async function read(name, options) {
  const c = client(options);
  await c.connect();
  const lock = await c.getMailboxLock('INBOX');
  const [uid] = await c.search({ subject: `node ${name}` }, { uid: true });
  const m = await c.fetchOne(uid, { source: true, envelope: true, bodyStructure: true, flags: true, size: true }, { uid: true });
  assert.equal(m.envelope.subject, `node ${name} – ünïcödé ✓`);
  assert.equal(m.envelope.from[0].name, 'Änne Müller');
  assert.equal(m.bodyStructure.type, 'multipart/mixed');
  assert.equal(m.bodyStructure.childNodes[1].dispositionParameters.filename, 'bytes.bin');
  assert.equal(m.size, m.source.length);
  writeFileSync(join(folder, `read-${name}`), m.source);
  const { content } = await c.download(uid, '2', { uid: true });
  const pieces = [];
  for await (const piece of content) pieces.push(piece);
  assert.deepEqual(Buffer.concat(pieces), Buffer.from(Array.from({ length: 70_000 }, (_, i) => (i * 7) & 255)));
  await flagsCopiesAndMoves(c, uid);
  lock.release();
  await c.logout();
}

async function flagsCopiesAndMoves(c, uid) {
  assert.ok(await c.messageFlagsAdd(uid, ['\\Flagged', '$node'], { uid: true }));
  assert.ok((await c.fetchOne(uid, { flags: true }, { uid: true })).flags.has('$node'));
  const copied = await c.messageCopy(uid, 'Drafts', { uid: true });
  assert.ok(copied.uidMap.has(uid));
  const moved = await c.messageMove(uid, 'Trash', { uid: true });
  assert.ok(moved.uidMap.has(uid));
  assert.equal(await c.fetchOne(uid, { flags: true }, { uid: true }), false);
}

async function idleHears() {
  const watcher = client({ port: t.imaps, secure: true });
  await watcher.connect();
  const { exists } = await watcher.mailboxOpen('INBOX');
  const heard = new Promise(done => watcher.once('exists', done));
  const idle = watcher.idle();
  await send('idle', { port: t.submissions, secure: true });
  assert.equal((await heard).count, exists + 1);
  await watcher.noop();
  await idle;
  await watcher.logout();
}

async function mailboxes() {
  const c = client({ port: t.imaps, secure: true });
  await c.connect();
  const special = Object.fromEntries((await c.list()).filter(m => m.specialUse).map(m => [m.path, m.specialUse]));
  assert.deepEqual(special, { INBOX: '\\Inbox', Drafts: '\\Drafts', Sent: '\\Sent', Junk: '\\Junk', Trash: '\\Trash' });
  await c.mailboxCreate(['Köln', 'Straße']);
  const raw = await build('append');
  const { uid } = await c.append('Köln/Straße', raw, ['\\Seen']);
  assert.equal((await c.status('Köln/Straße', { messages: true })).messages, 1);
  await c.mailboxOpen('Köln/Straße');
  assert.deepEqual((await c.fetchOne(uid, { source: true }, { uid: true })).source, raw);
  await c.mailboxClose();
  await c.mailboxDelete('Köln/Straße');
  await c.logout();
}

await send('tls', { port: t.submissions, secure: true });
await read('tls', { port: t.imaps, secure: true });
await send('starttls', { port: t.submission, requireTLS: true });
await read('starttls', { port: t.imap, secure: false, doSTARTTLS: true });
await idleHears();
await mailboxes();
