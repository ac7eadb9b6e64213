/** Offers to switch keys off and on, and keeps it with the account. */
export function offerSwitch(place: HTMLElement | null, turn: (on: boolean) => void): void {
  const button = document.querySelector<HTMLButtonElement>('#keys-switch');
  const { action, off = '', on: onWords = '' } = button?.dataset ?? {};
  if (!button || !place || !action) return;
  const isOn = (): boolean => place.dataset.keysOn !== 'no';
  const show = (): void => {
    button.textContent = isOn() ? off : onWords;
  };
  button.hidden = false;
  show();
  button.addEventListener('click', () => {
    place.dataset.keysOn = isOn() ? 'no' : 'yes';
    turn(isOn());
    show();
    // Where it cannot be kept, it holds for this page at least.
    fetch(action, {
      method: 'POST',
      headers: { Accept: 'application/json' },
      body: new URLSearchParams({ on: isOn() ? 'yes' : 'no' }),
    }).catch(() => undefined);
  });
}
