defmodule :pyex_io do
  # The processes behind standard input, output and error: the server half of Erlang's IO protocol on the host's streams.
  #
  # `device` is "stdout" or "stderr". What is to be read comes from the host as `{:pyex_input, ref, data}` (`:pyex_dropped` if the
  # reader waits no longer); while a reader waits for it, all others can write, and further readers queue up: `reading` is
  # `{ref, from, tag}` or nil, `queue` the rest.
  @moduledoc false

  @doc false
  # Starts the two devices; the one that reads becomes the group leader of all that is started afterwards. They come before
  # ordinary processes, so that the prompt answers beside a million busy ones.
  def start do
    :erlang.spawn_opt(fn -> serve_as(:standard_error, "stderr") end, priority: :max)
    user = :erlang.spawn_opt(fn -> serve_as(:user, "stdout") end, priority: :max)
    :erlang.group_leader(user, self())
    user
  end

  defp serve_as(name, device) do
    :erlang.register(name, self())
    serve(device, nil, [])
  end

  defp serve(device, reading, queue) do
    receive do
      {:io_request, from, tag, {:put_chars, :unicode, chars}} ->
        send(from, {:io_reply, tag, put(device, :unicode, chars)})
        serve(device, reading, queue)

      {:io_request, from, tag, request} ->
        handle(request, from, tag, device, reading, queue)

      {:pyex_input, ref, data} when reading != nil and elem(reading, 0) == ref ->
        {_ref, reader, tag} = reading
        if data != :pyex_dropped, do: send(reader, {:io_reply, tag, data})
        next_reader(device, queue)

      _other ->
        serve(device, reading, queue)
    end
  end

  defp handle(request, from, tag, device, reading, queue) do
    case input(request) do
      {kind, prompt} when reading == nil -> serve(device, read(from, tag, kind, prompt), queue)
      {kind, prompt} -> serve(device, reading, queue ++ [{from, tag, kind, prompt}])
      nil ->
        send(from, {:io_reply, tag, output(request, device)})
        serve(device, reading, queue)
    end
  end

  defp next_reader(device, []), do: serve(device, nil, [])
  defp next_reader(device, [{from, tag, kind, prompt} | queue]), do: serve(device, read(from, tag, kind, prompt), queue)

  defp read(from, tag, kind, prompt) do
    ref = make_ref()
    :pyex_io.request(ref, kind, prompt_text(prompt), from)
    {ref, from, tag}
  end

  defp prompt_text(prompt) when is_atom(prompt), do: Atom.to_string(prompt)
  defp prompt_text(prompt), do: :unicode.characters_to_binary(prompt)

  # What kind of input a request asks for, and its prompt.
  defp input({:get_line, _encoding, prompt}), do: {:line, prompt}
  defp input({:get_line, prompt}), do: {:line, prompt}
  defp input({:get_password, _encoding}), do: {:line, ""}
  defp input({:get_chars, _encoding, prompt, count}), do: {{:chars, count}, prompt}
  defp input({:get_chars, prompt, count}), do: {{:chars, count}, prompt}
  defp input(_request), do: nil

  defp output({:put_chars, encoding, chars}, device), do: put(device, encoding, chars)
  defp output({:put_chars, encoding, module, function, args}, device), do: put(device, encoding, apply(module, function, args))
  defp output({:put_chars, chars}, device), do: put(device, :latin1, chars)
  defp output(:getopts, _device), do: [binary: true, encoding: :unicode]
  defp output({:setopts, _options}, _device), do: :ok
  defp output({:get_geometry, what}, _device), do: :pyex_io.geometry(what)
  defp output({:requests, requests}, device), do: Enum.reduce_while(requests, :ok, &one_of(&1, &2, device))
  defp output(request, _device), do: {:error, {:request, request}}

  defp one_of(request, _result, device) do
    case output(request, device) do
      {:error, _} = error -> {:halt, error}
      result -> {:cont, result}
    end
  end

  defp put(device, encoding, chars) do
    with :invalid <- written(device, characters(chars, encoding)), do: {:error, {:put_chars, encoding, chars}}
  end

  defp written(device, text) when is_binary(text), do: :pyex_io.write(device, text)
  defp written(_device, _error), do: :invalid

  defp characters(chars, :unicode) when is_binary(chars), do: chars

  defp characters(chars, encoding) do
    :unicode.characters_to_binary(chars, encoding)
  catch
    :error, _ -> :error
  end

  @doc false
  # Does for a caller in a nested run what the device process `pid` would do; input and other devices it must wait for.
  def at_once(pid, request) do
    cond do
      input(request) != nil -> {:error, :enotsup}
      pid == :erlang.whereis(:standard_error) -> output(request, "stderr")
      pid == :erlang.whereis(:user) -> output(request, "stdout")
      true -> sent(pid, request)
    end
  end

  # Output to a device of one's own arrives when the nested run is over.
  defp sent(pid, {:put_chars, _, _} = request) do
    send(pid, {:io_request, self(), make_ref(), request})
    :ok
  end

  defp sent(_pid, _request), do: {:error, :enotsup}

  @doc false
  # A warning and where it came from, as Elixir prints them.
  def warn(message, stack) do
    places = Enum.map(stack, &["\n  ", Exception.format_stacktrace_entry(&1)])
    title = if :pyex_io.colours("stderr"), do: "\e[33mwarning:\e[0m ", else: "warning: "
    :io.put_chars(:standard_error, [title, message, places, "\n\n"])
  end
end
