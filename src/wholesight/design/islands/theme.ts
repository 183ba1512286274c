// Loaded before the first paint, as a classic script: it must import nothing. It sets the reader's choice of light or dark on
// the root element, and keeps it when `theme-choice` announces another one.
((root: HTMLElement) => {
  const key = "wholesight-theme";
  const show = (theme: string | null) => {
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    else delete root.dataset.theme;
  };
  try {
    show(localStorage.getItem(key));
  } catch {
    // Storage may be forbidden; the system's choice then holds.
  }
  document.addEventListener("theme-chosen", (event) => {
    const theme = String((event as CustomEvent<string>).detail);
    show(theme);
    try {
      if (root.dataset.theme) localStorage.setItem(key, theme);
      else localStorage.removeItem(key);
    } catch {
      // The choice holds for this page only.
    }
  });
})(document.documentElement);
