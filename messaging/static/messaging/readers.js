/** Who has read an entry, by role, computed from the read pointers of the room.
 *
 * @typedef {{by: {id: string, profession: string, name: string}, cursor: number, at: string}} Pointer
 * @typedef {{role: string, label: string, read: boolean, at: string | null, names: string[]}} RoleReading
 */

export class Readers {
  /** @param {[string, string][]} roles code and label of the professions in the team */
  constructor(roles) {
    this.roles = roles;
    /** @type {Map<string, Pointer[]>} pointers of each person, as they moved while this page watched */
    this.pointers = new Map();
  }

  /** @param {Pointer[]} pointers */
  take(pointers) {
    for (const pointer of pointers) {
      const known = this.pointers.get(pointer.by.id) ?? [];
      if (known.some((one) => one.cursor >= pointer.cursor)) continue;
      this.pointers.set(pointer.by.id, [...known, pointer]);
    }
  }

  /**
   * The roles of the team besides the author's own standing, each read or not.
   * The time is told only when it is known: the first pointer seen to reach the entry stood right on it,
   * or was seen moving past it by this page.
   * @param {{cursor: number, author: {id: string}}} entry
   * @param {number} following cursor of the next entry, or Infinity
   * @returns {RoleReading[]}
   */
  of(entry, following = Infinity) {
    return this.roles.map(([role, label]) => {
      const people = [...this.pointers.values()].filter(([first]) => first.by.profession === role && first.by.id !== entry.author.id);
      const reached = people.map((moves) => ({ moves, move: moves.find((one) => one.cursor >= entry.cursor) })).filter((one) => one.move);
      const times = reached.filter(({ moves, move }) => move && (move.cursor < following || moves[0] !== move)).map(({ move }) => move?.at ?? "");
      return { role, label, read: reached.length > 0, at: times.sort()[0] ?? null, names: reached.map(({ move }) => move?.by.name ?? "") };
    });
  }
}
