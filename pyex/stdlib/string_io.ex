defmodule StringIO do
  @moduledoc """
  A device whose input is a string, and whose output can be asked for.

      iex> {:ok, device} = StringIO.open("one\\ntwo")
      iex> IO.read(device, :line)
      "one\\n"
      iex> IO.write(device, "written")
      :ok
      iex> StringIO.contents(device)
      {"two", "written"}
      iex> StringIO.close(device)
      {:ok, {"two", "written"}}
  """

  # State: the `input` that is left, the `output` so far, whether prompts are output (`capture_prompt`), the `encoding`.

  use GenServer

  @doc """
  Opens a device: `{:ok, pid}`, linked to the caller.

  The second argument is a list of options, `:capture_prompt` (prompts become output) and `:encoding` (`:unicode` or
  `:latin1`), or a function that is called with the device, which is closed afterwards: `{:ok, result}`.
  """
  def open(string, options_or_function \\ [])
  def open(string, options) when is_binary(string) and is_list(options), do: GenServer.start_link(__MODULE__, {string, options})
  def open(string, fun) when is_binary(string) and is_function(fun, 1), do: open(string, [], fun)

  @doc """
  As `open/2`, with both options and function.
  """
  def open(string, options, function) when is_binary(string) and is_list(options) and is_function(function, 1) do
    {:ok, pid} = GenServer.start(__MODULE__, {string, options})

    try do
      {:ok, function.(pid)}
    after
      {:ok, {_input, _output}} = close(pid)
    end
  end

  @doc """
  The input that is left, and the output so far.
  """
  def contents(pid) when is_pid(pid), do: GenServer.call(pid, :contents)

  @doc """
  The output so far, which is forgotten.
  """
  def flush(pid) when is_pid(pid), do: GenServer.call(pid, :flush)

  @doc """
  Ends a device: `{:ok, {input, output}}`.
  """
  def close(pid) when is_pid(pid), do: GenServer.call(pid, :close)

  @doc false
  @impl true
  def init({string, options}) do
    {:ok,
     %{
       input: string,
       output: "",
       capture_prompt: options[:capture_prompt] || false,
       encoding: Keyword.get(options, :encoding, :unicode)
     }}
  end

  @doc false
  @impl true
  def handle_call(:contents, _from, state), do: {:reply, {state.input, state.output}, state}
  def handle_call(:flush, _from, state), do: {:reply, state.output, %{state | output: ""}}
  def handle_call(:close, _from, state), do: {:stop, :normal, {:ok, {state.input, state.output}}, state}

  @doc false
  @impl true
  def handle_info({:io_request, from, reply_as, request}, state) do
    {reply, state} = handle(request, state)
    send(from, {:io_reply, reply_as, reply})
    {:noreply, state}
  end

  def handle_info(_message, state), do: {:noreply, state}

  defp handle({:put_chars, chars}, state), do: put(:latin1, chars, state)
  defp handle({:put_chars, encoding, chars}, state), do: put(encoding, chars, state)
  defp handle({:put_chars, encoding, module, fun, args}, state), do: put(encoding, apply(module, fun, args), state)
  defp handle({:get_chars, prompt, count}, state), do: handle({:get_chars, :latin1, prompt, count}, state)

  defp handle({:get_chars, encoding, prompt, count}, state) when is_integer(count) and count >= 0 do
    state.input |> take(count, encoding) |> read(prompt, state)
  end

  defp handle({:get_chars, _encoding, _prompt, _count}, state), do: {{:error, :badarg}, state}

  defp handle({:get_line, prompt}, state), do: handle({:get_line, :latin1, prompt}, state)
  defp handle({:get_line, _encoding, prompt}, state), do: state.input |> take_line() |> read(prompt, state)
  defp handle(:getopts, state), do: {[binary: true, encoding: state.encoding], state}
  defp handle({:setopts, options}, state), do: {:ok, %{state | encoding: Keyword.get(options, :encoding, state.encoding)}}
  defp handle({:get_geometry, _}, state), do: {{:error, :enotsup}, state}
  defp handle({:requests, requests}, state), do: Enum.reduce_while(requests, {:ok, state}, &one_of/2)
  defp handle(_request, state), do: {{:error, :request}, state}

  defp one_of(request, {_reply, state}) do
    case handle(request, state) do
      {{:error, _}, _} = error -> {:halt, error}
      result -> {:cont, result}
    end
  end

  defp put(encoding, chars, state) do
    case :unicode.characters_to_binary(chars, encoding, state.encoding) do
      text when is_binary(text) -> {:ok, %{state | output: state.output <> text}}
      {_, _, _} -> {{:error, {:no_translation, encoding, state.encoding}}, state}
    end
  end

  defp read({"", ""}, prompt, state), do: {:eof, captured(prompt, state)}
  defp read({data, rest}, prompt, state), do: {data, %{captured(prompt, state) | input: rest}}

  defp captured(_prompt, %{capture_prompt: false} = state), do: state
  defp captured(prompt, state), do: %{state | output: state.output <> prompt_text(prompt)}

  defp prompt_text(prompt) when is_atom(prompt), do: Atom.to_string(prompt)
  defp prompt_text(prompt), do: IO.chardata_to_string(prompt)

  defp take(input, count, :latin1) do
    size = min(count, byte_size(input))
    {binary_part(input, 0, size), binary_part(input, size, byte_size(input) - size)}
  end

  defp take(input, count, _unicode) do
    {taken, rest} = input |> String.codepoints() |> Enum.split(count)
    {IO.iodata_to_binary(taken), IO.iodata_to_binary(rest)}
  end

  defp take_line(input) do
    case :binary.split(input, "\n") do
      [line, rest] -> {line <> "\n", rest}
      [rest] -> {rest, ""}
    end
  end
end
