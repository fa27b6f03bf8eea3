/** Fields that show something else than what is kept of them, by their labels: what was typed last was not taken. */
export class WrongFields {
  names = $state.raw<readonly string[]>([]);

  note = (name: string, isWrong: boolean): void => {
    const others = this.names.filter((each) => each !== name);
    if (isWrong) this.names = [...others, name];
    else if (others.length < this.names.length) this.names = others;
  };
}
