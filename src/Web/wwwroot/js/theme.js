// Runs before the first paint. "auto" follows the device; the cookie lets the server answer the next page in the right colours.
(() => {
  const device = matchMedia('(prefers-color-scheme: dark)');
  const paint = () => {
    const scheme = device.matches ? 'dark' : 'light';
    document.cookie = `hecai.scheme=${scheme}; path=/; max-age=31536000; samesite=lax`;
    const root = document.documentElement;
    if (root.dataset.theme === 'auto' && root.dataset.bsTheme !== scheme) root.dataset.bsTheme = scheme;
  };
  paint();
  device.addEventListener('change', paint);
})();
