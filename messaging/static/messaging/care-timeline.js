/** <care-timeline room>: one patient's entries, live. It owns what is shown; RoomFeed fetches, Reading counts. */

import { post } from "shell/api";
import { dayKey } from "shell/dates";
import { announce } from "shell/shell";
import { word } from "shell/words";
import { EntryDeeds } from "messaging/entry-deeds";
import { refreshHandover } from "messaging/handover";
import { waitingSteps } from "messaging/order-deeds";
import { part, say } from "messaging/parts";
import { Readers } from "messaging/readers";
import { Reading } from "messaging/reading";
import { refreshHeader } from "messaging/patient-header";
import { RoomFeed } from "messaging/room-feed";
import { Seen } from "messaging/seen";
import { eraseRoom, outbox, ready } from "messaging/session";
import { TimelineList } from "messaging/timeline-list";
import { unsentEntry } from "messaging/unsent";
import { pageWords } from "messaging/page-words";

class CareTimeline extends HTMLElement {
  connectedCallback() {
    this.room = this.getAttribute("room") ?? "";
    this.feed = new RoomFeed(this.room);
    this.reading = new Reading();
    this.readers = new Readers(JSON.parse(document.getElementById("timeline-roles")?.textContent ?? "[]"));
    this.list = new TimelineList(part(this, "entries"));
    this.seen = new Seen((id) => this.#sawEntry(id));
    this.deeds = new EntryDeeds(this.room, (id) => this.find(id), (entry) => this.take(entry), this.feed.clock);
    /** @type {any[] | null} entries of a day that was jumped to */
    this.window = null;
    this.news = 0;
    this.words = pageWords();
    this.#wireFeed();
    this.#wirePage();
    void ready.then(() => this.show());
    void this.feed.start();
  }

  #wireFeed() {
    const on = (/** @type {string} */ type, /** @type {(detail: any) => void} */ run) =>
      this.feed.addEventListener(type, (event) => run(/** @type {CustomEvent} */ (event).detail));
    on("pointers", (page) => this.readers.take(page.pointers));
    on("started", (page) => this.#started(page));
    on("changed", (detail) => this.#changed(detail));
    on("header", () => refreshHeader());
    on("handover", () => refreshHandover());
    on("trouble", ({ started }) => say(part(this, "trouble"), started ? "" : word("timeline-trouble")));
    on("closed", () => this.#closed());
  }

  #wirePage() {
    const hear = (/** @type {string} */ type, /** @type {(detail: any) => void} */ run) =>
      document.addEventListener(type, (event) => run(/** @type {CustomEvent} */ (event).detail));
    hear("bell:heads", ({ heads, epoch }) => this.room in heads && this.feed.cursor.started && this.feed.hear(heads[this.room], epoch));
    hear("bell:ring", ({ room, cursor }) => room === this.room && this.feed.cursor.started && this.feed.hear(cursor));
    hear("bell:closed", ({ room }) => room === this.room && this.feed.close());
    hear("session:locked", () => this.list.clear());
    hear("outbox:changed", () => this.show());
    hear("outbox:sent", ({ operation, body }) => operation.room === this.room && body?.entry && this.take(body.entry));
    this.addEventListener("click", (event) => this.#clicked(/** @type {HTMLElement} */ (event.target)));
    this.addEventListener("change", (event) => this.#chosen(/** @type {HTMLInputElement} */ (event.target)));
    addEventListener("hashchange", () => void this.#goTo(location.hash));
    const early = new IntersectionObserver(([entry]) => entry.isIntersecting && this.settled && this.#earlier(), { rootMargin: "300px 0px 0px 0px" });
    early.observe(part(this, "earlier"));
    setInterval(() => document.documentElement.dataset.connected !== "true" && !document.hidden && void this.feed.pull(), 20_000);
    setInterval(() => this.#movePointer(), 1_000);
  }

  /** @param {any} page */
  #started(page) {
    this.window = null;
    if (!this.settled) this.list.unreadFrom = page.unread_from ?? Infinity;
    this.reading = new Reading(page.unread_from ?? page.head);
    for (const entry of this.feed?.cursor.list() ?? []) this.#ask(entry, entry.cursor);
    this.reading.knows(page.head);
    part(this, "skeleton").hidden = true;
    say(part(this, "trouble"), "");
    this.show();
    if (!this.settled) void this.#settle();
  }

  async #settle() {
    const line = this.querySelector(".unread-line");
    if (location.hash.startsWith("#entry-")) await this.#goTo(location.hash);
    else if (line) line.scrollIntoView({ block: "start", behavior: "instant" });
    else scrollTo({ top: document.documentElement.scrollHeight, behavior: "instant" });
    this.settled = true;
  }

  /** @param {{added: any[], touched: Map<string, number>}} change */
  #changed(change) {
    for (const [id, cursor] of change.touched) this.#ask(this.find(id), cursor);
    this.reading?.knows(this.feed?.cursor.at ?? 0);
    const news = change.added.filter((entry) => !entry.mine && this.#matches(entry));
    this.news += news.length;
    this.show();
    if (news.length) announce(word("new-entries", { count: news.length }));
  }

  /** @param {any} entry @param {number} cursor */
  #ask(entry, cursor) {
    if (entry && !entry.mine) this.reading?.ask(entry.id, cursor);
  }

  /** @param {any} entry an entry as an answer of the server gave it */
  take(entry) {
    if (entry) this.feed?.cursor.take([entry]);
    this.show();
    void this.feed?.pull();
  }

  /** @param {string} id */
  find(id) {
    return this.feed?.cursor.entries.get(id) ?? this.window?.find((entry) => entry.id === id);
  }

  show() {
    if (!this.feed?.cursor.started || document.documentElement.dataset.locked) return;
    const arrived = (this.window ?? this.feed.cursor.list()).filter((entry) => this.#matches(entry));
    const posts = outbox.unsent(this.room).filter((operation) => operation.url.endsWith("/entries") && !this.find(operation.id));
    const entries = this.window ? arrived : [...arrived, ...posts.map((operation) => unsentEntry(operation, this.words))];
    const place = part(this, "entries");
    const mineBefore = place.querySelectorAll(".unsent").length;
    this.list?.show(entries, (entry, following) => this.#around(entry, following));
    for (const entry of entries) if (!entry.unsent) this.seen?.watch(/** @type {Element} */ (this.list?.item(entry.id)));
    part(this, "empty").hidden = entries.length > 0;
    part(this, "earlier").hidden = !this.feed.cursor.earlier || this.window !== null;
    part(this, "latest").hidden = this.window === null;
    this.#pill();
    const newest = posts[posts.length - 1]?.id;
    if (this.settled && posts.length > mineBefore && outbox.here.has(newest)) this.list?.item(newest)?.scrollIntoView({ block: "end" });
  }

  /** @param {any} entry @param {number} following */
  #around(entry, following) {
    const roles = this.readers?.of(entry, following) ?? [];
    const text = roles.map((one) => word(one.read ? "role-read" : "role-unread", { role: one.label, time: one.at ? this.words.when(one.at) : "" }).trim().replaceAll(" ", "\u00a0"));
    const names = roles.filter((one) => one.read).map((one) => `${one.label}: ${one.names.join("、")}`);
    return { me: this.dataset.meId ?? "", find: (/** @type {string} */ id) => this.find(id), readers: text.join(" ・ "), readerNames: names.join("\n"), room: this.room ?? "", waiting: waitingSteps(this.room ?? "", entry) };
  }

  #pill() {
    const pill = part(this, "new");
    const rows = this.querySelectorAll(".entry");
    const last = rows[rows.length - 1];
    if (last && last.getBoundingClientRect().top < innerHeight - 160) this.news = 0;
    say(pill, this.news ? word("new-entries-below", { count: this.news }) : "");
  }

  /** @param {string} id */
  #sawEntry(id) {
    if (this.window === null && !this.feed?.filters.size) this.reading?.see(id);
    const rows = this.querySelectorAll(".entry");
    if (this.news && rows[rows.length - 1]?.id === `entry-${id}`) {
      this.news = 0;
      this.#pill();
    }
  }

  #movePointer() {
    const cursor = this.window === null && !this.feed?.filters.size && this.settled ? this.reading?.advance() : null;
    if (cursor) void post(`/rooms/${this.room}/pointer`, { cursor });
  }

  #earlier() {
    if (this.feed?.cursor.earlier && this.window === null) void this.feed.earlier();
  }

  /** @param {HTMLElement} target */
  #clicked(target) {
    if (target.closest('[data-part="earlier"]')) this.#earlier();
    if (target.closest('[data-part="latest"]')) this.#live();
    if (target.closest('[data-part="new"]')) {
      const rows = this.querySelectorAll(".entry");
      rows[Math.max(0, rows.length - this.news)]?.scrollIntoView({ block: "center" });
      this.news = 0;
      this.#pill();
    }
    const button = /** @type {HTMLElement | null} */ (target.closest("[data-action]"));
    const id = /** @type {HTMLElement | null} */ (target.closest(".entry"))?.dataset.id;
    if (button && id) void this.deeds?.act(button, id);
  }

  /** @param {HTMLInputElement} input */
  #chosen(input) {
    if (input.dataset.part === "date" && input.value) return void this.#jump(input.value);
    const filter = input.dataset.filter;
    if (!filter || !this.feed) return undefined;
    const value = input.type === "checkbox" ? (input.checked ? "1" : "") : input.value;
    if (value) this.feed.filters.set(filter, value);
    else this.feed.filters.delete(filter);
    return void this.feed.start();
  }

  /** @param {any} entry */
  #matches(entry) {
    const filters = this.feed?.filters ?? new URLSearchParams();
    const [purpose, role] = [filters.get("purpose"), filters.get("role")];
    return (!purpose || entry.purpose === purpose) && (!role || entry.author.profession === role) && (!filters.get("mine") || entry.mine) && (!filters.get("attachments") || entry.attachments?.length > 0);
  }

  #live() {
    this.window = null;
    this.show();
    scrollTo({ top: document.documentElement.scrollHeight });
  }

  /** @param {string} day */
  async #jump(day) {
    const known = this.feed?.cursor.list() ?? [];
    const here = known.length && (!this.feed?.cursor.earlier || dayKey(known[0].captured_at) < day);
    if (!here) {
      const page = await this.feed?.on(day);
      if (!page) return;
      this.readers?.take(page.pointers ?? []);
      this.window = page.entries.toSorted((/** @type {any} */ a, /** @type {any} */ b) => a.cursor - b.cursor);
      this.show();
      scrollTo({ top: 0, behavior: "instant" });
      return;
    }
    const first = known.find((entry) => dayKey(entry.captured_at) >= day) ?? known[known.length - 1];
    this.list?.item(first.id)?.scrollIntoView({ block: "start" });
  }

  /** @param {string} hash */
  async #goTo(hash) {
    const id = hash.replace("#entry-", "");
    if (!hash.startsWith("#entry-")) return;
    if (!this.find(id)) await this.feed?.until(() => Boolean(this.find(id)));
    const item = this.list?.item(id);
    item?.scrollIntoView({ block: "start", behavior: "instant" });
    item?.classList.add("pointed-at");
    setTimeout(() => item?.classList.remove("pointed-at"), 3_000);
  }

  #closed() {
    this.list?.clear();
    void eraseRoom(this.room ?? "");
    document.dispatchEvent(new CustomEvent("room:closed", { detail: { room: this.room } }));
    for (const name of ["skeleton", "empty", "earlier", "new"]) part(this, name).hidden = true;
    for (const shown of document.querySelectorAll("[data-patient-header], .page-aside, .timeline-tools")) shown.remove();
    document.title = "つなぎ";
    say(part(this, "trouble"), word("room-closed"));
  }
}

customElements.define("care-timeline", CareTimeline);
