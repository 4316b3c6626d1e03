// Adds to every citation a button that copies it. Without this module the words can be selected as they stand.
const said = document.createElement("p");
said.className = "unseen";
said.setAttribute("role", "status");
document.body.append(said);

for (const place of document.querySelectorAll("details.cite")) {
  const words = place.querySelector(".citation");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "plain";
  button.textContent = "Copy";
  button.addEventListener("click", async () => {
    const told = words.textContent.replace(/\s+/g, " ").trim();
    try {
      await navigator.clipboard.writeText(told);
      button.textContent = "Copied";
      said.textContent = "The citation is copied.";
      setTimeout(() => { button.textContent = "Copy"; }, 2000);
    } catch {
      getSelection().selectAllChildren(words); // no clipboard without a secure address: one key is left to press
      said.textContent = "The citation is selected: copy it with your keyboard.";
    }
  });
  place.append(button);
}
