// SPDX-License-Identifier: Apache-2.0
// As much of a browser's XMLHttpRequest as an upload needs; Node has none.
export class UploadRequest {
  upload = { addEventListener() {} };
  status = 0;
  response = "";
  #method = "";
  #url = "";
  #headers = {};

  open(method, url) {
    this.#method = method;
    this.#url = url;
  }

  setRequestHeader(name, value) {
    this.#headers[name] = value;
  }

  async send(body) {
    try {
      const answer = await fetch(this.#url, {
        method: this.#method,
        headers: this.#headers,
        body,
      });
      this.status = answer.status;
      this.response = await answer.text();
      this.onload();
    } catch {
      this.onerror();
    }
  }

  abort() {
    this.onabort();
  }
}
