defmodule :gen do
  # What all behaviours share: starting a process under a name, calling it, answering, stopping it.
  #
  # A name is `{:local, atom}`, `{:global, term}` or `{:via, module, term}`; `:nil_name` here means none.
  # A caller is `{pid, tag}`, with `[:alias | ref]` as the tag: the answer `{tag, reply}` is sent to the reference, which is
  # a monitor and an alias in one, so an answer that comes after the caller gave up is dropped.
  @moduledoc """
  The common ground of OTP's behaviours (as Erlang's `:gen`).
  """

  @doc """
  Starts a process that runs `behaviour.init_it(starter, parent, name, module, args, options)`.

  `link` is `:link`, `:nolink` or `:monitor`. Options: `:timeout`, `:spawn_opt`, `:debug`, `:hibernate_after`.
  """
  def start(behaviour, link, name, module, args, options) do
    case where(name) do
      :undefined -> spawn_it(behaviour, link, name, module, args, options)
      pid -> {:error, {:already_started, pid}}
    end
  end

  @doc "As `start/6`, without a name."
  def start(behaviour, link, module, args, options) do
    spawn_it(behaviour, link, :nil_name, module, args, options)
  end

  defp spawn_it(behaviour, link, name, module, args, options) do
    parent = if link == :link, do: self(), else: :self
    start_args = [behaviour, self(), parent, name, module, args, options]
    timeout = option(options, :timeout, :infinity)
    spawn_options = option(options, :spawn_opt, [])

    case link do
      :link -> :proc_lib.start_link(:gen, :init_it, start_args, timeout, spawn_options)
      :nolink -> :proc_lib.start(:gen, :init_it, start_args, timeout, spawn_options)
      :monitor -> monitored(:proc_lib.start_monitor(:gen, :init_it, start_args, timeout, spawn_options))
    end
  end

  defp monitored({{:ok, pid}, ref}), do: {:ok, {pid, ref}}

  defp monitored({other, ref}) do
    :erlang.demonitor(ref, [:flush])
    other
  end

  defp option([{key, value} | _], key, _default), do: value
  defp option([_ | rest], key, default), do: option(rest, key, default)
  defp option([], _key, default), do: default

  @doc false
  def init_it(behaviour, starter, parent, name, module, args, options) do
    case register_name(name) do
      true -> behaviour.init_it(starter, parent, name, module, args, options)
      {false, pid} -> :proc_lib.init_ack(starter, {:error, {:already_started, pid}})
    end
  end

  defp register_name(:nil_name), do: true

  defp register_name({:local, name} = full) do
    :erlang.register(name, self())
  catch
    :error, _ -> {false, where(full)}
  end

  defp register_name({:global, name}), do: register_name({:via, :global, name})

  defp register_name({:via, module, name} = full) do
    case module.register_name(name, self()) do
      :yes -> true
      :no -> {false, where(full)}
    end
  end

  @doc "Takes the name away again."
  def unregister_name(:nil_name), do: :ok
  def unregister_name({:global, name}), do: :global.unregister_name(name)
  def unregister_name({:via, module, name}), do: module.unregister_name(name)

  def unregister_name({:local, name}) do
    :erlang.unregister(name)
  catch
    :error, _ -> :ok
  end

  @doc "The pid that a name stands for, or `:undefined`."
  def where({:local, name}), do: :erlang.whereis(name)
  def where({:global, name}), do: :global.whereis_name(name)
  def where({:via, module, name}), do: module.whereis_name(name)

  @doc """
  Sends `{label, from, request}` to a process and waits for the answer: `{:ok, reply}`, or an exit with the reason.
  """
  def call(process, label, request, timeout \\ 5000)

  def call(pid, label, request, timeout) when is_pid(pid) do
    if pid == self(), do: exit(:calling_self)
    do_call(pid, label, request, timeout)
  end

  def call(name, label, request, timeout) when is_atom(name) do
    case :erlang.whereis(name) do
      :undefined -> exit(:noproc)
      pid -> call(pid, label, request, timeout)
    end
  end

  def call({kind, _} = name, label, request, timeout) when kind == :global, do: call_named(name, label, request, timeout)
  def call({:via, _, _} = name, label, request, timeout), do: call_named(name, label, request, timeout)

  def call({name, node}, label, request, timeout) when is_atom(name) and is_atom(node) do
    if node == node(), do: call(name, label, request, timeout), else: exit({:nodedown, node})
  end

  defp call_named(name, label, request, timeout) do
    case where(name) do
      :undefined -> exit(:noproc)
      pid -> call(pid, label, request, timeout)
    end
  end

  @doc false
  def do_call(process, label, request, timeout) do
    ref = :pyex_call.ask(process, label, request)

    receive do
      {[:alias | ^ref], reply} ->
        :pyex_call.done(ref)
        {:ok, reply}

      {:DOWN, ^ref, _, _, reason} ->
        exit(reason)
    after
      timeout -> late(ref)
    end
  end

  # The answer may have come between the end of the wait and the end of the alias.
  defp late(ref) do
    :erlang.demonitor(ref, [:flush])

    receive do
      {[:alias | ^ref], reply} -> {:ok, reply}
    after
      0 -> exit(:timeout)
    end
  end

  @doc "Answers a caller."
  def reply(from, reply), do: :pyex_call.answer(from, reply)

  @doc "Sends a request without waiting; the answer is awaited with `receive_response/2`."
  def send_request(process, label, request) do
    ref = :erlang.monitor(:process, process, alias: :reply_demonitor)
    send(process, {label, {self(), [:alias | ref]}, request})
    ref
  end

  @doc "As `send_request/3`; the id goes into a collection under a label."
  def send_request(process, label, request, request_label, collection) do
    process |> send_request(label, request) |> reqids_add(request_label, collection)
  end

  @doc "The answer to a request: `{:reply, reply}`, `{:error, {reason, process}}`, or `:timeout` after which it is given up."
  def receive_response(ref, timeout) do
    case wait_response(ref, timeout) do
      :timeout -> give_up(ref)
      response -> response
    end
  end

  defp give_up(ref) do
    :erlang.demonitor(ref, [:flush])

    receive do
      {[:alias | ^ref], reply} -> {:reply, reply}
    after
      0 -> :timeout
    end
  end

  @doc "As `receive_response/2`, but a request that is late stays open."
  def wait_response(ref, timeout) do
    receive do
      {[:alias | ^ref], _reply} = message -> check_response(message, ref)
      {:DOWN, ^ref, _, _, _} = message -> check_response(message, ref)
    after
      timeout -> :timeout
    end
  end

  @doc "Whether a message answers a request: as `receive_response/2`, or `:no_reply`."
  def check_response({[:alias | ref], reply}, ref) do
    :erlang.demonitor(ref, [:flush])
    {:reply, reply}
  end

  def check_response({:DOWN, ref, _, process, reason}, ref), do: {:error, {reason, process}}
  def check_response(_message, _ref), do: :no_reply

  # Collections of requests: maps of their ids to labels.

  @doc "An empty collection of request ids."
  def reqids_new, do: %{}

  @doc "How many request ids a collection holds."
  def reqids_size(collection), do: map_size(collection)

  @doc "Puts a request id into a collection, under a label."
  def reqids_add(ref, label, collection) when not is_map_key(collection, ref), do: Map.put(collection, ref, label)

  @doc "The request ids of a collection with their labels."
  def reqids_to_list(collection), do: Map.to_list(collection)

  @doc """
  The first answer to one of a collection's requests: `{response, label, collection}`, `:no_request` when there is none to wait
  for, or `:timeout` after which all are given up. `delete` says whether the request leaves the collection.
  """
  def receive_response(collection, timeout, delete) do
    case wait_response(collection, timeout, delete) do
      :timeout -> give_up(Map.keys(collection), collection, delete)
      response -> response
    end
  end

  # An answer may have come in the meantime.
  defp give_up([], _collection, _delete), do: :timeout

  defp give_up([ref | refs], collection, delete) do
    case give_up(ref) do
      :timeout -> give_up(refs, collection, delete)
      response -> {response, collection[ref], left(collection, ref, delete)}
    end
  end

  @doc "As `receive_response/3`, but requests that are late stay open."
  def wait_response(collection, _timeout, _delete) when map_size(collection) == 0, do: :no_request

  def wait_response(collection, timeout, delete) do
    receive do
      {[:alias | ref], _reply} = message when is_map_key(collection, ref) -> check_response(message, collection, delete)
      {:DOWN, ref, _, _, _} = message when is_map_key(collection, ref) -> check_response(message, collection, delete)
    after
      timeout -> :timeout
    end
  end

  @doc "Whether a message answers one of a collection's requests: as `receive_response/3`, or `:no_reply`."
  def check_response(_message, collection, _delete) when map_size(collection) == 0, do: :no_request
  def check_response({[:alias | ref], _} = message, collection, delete), do: labelled(message, ref, collection, delete)
  def check_response({:DOWN, ref, _, _, _} = message, collection, delete), do: labelled(message, ref, collection, delete)
  def check_response(_message, _collection, _delete), do: :no_reply

  defp labelled(message, ref, collection, delete) do
    case collection do
      %{^ref => label} -> {check_response(message, ref), label, left(collection, ref, delete)}
      _ -> :no_reply
    end
  end

  defp left(collection, ref, true), do: Map.delete(collection, ref)
  defp left(collection, _ref, false), do: collection

  @doc "Defines what each behaviour offers for requests that were sent without waiting."
  defmacro responses do
    quote do
      @doc "The answer to a request: `{:reply, reply}`, `{:error, {reason, server}}` or `:timeout`."
      def receive_response(request_id, timeout \\ :infinity), do: :gen.receive_response(request_id, timeout)

      @doc "The first answer to one of a collection's requests."
      def receive_response(collection, timeout, delete), do: :gen.receive_response(collection, timeout, delete)

      @doc "As `receive_response/2`; a request that is late stays open."
      def wait_response(request_id, timeout \\ :infinity), do: :gen.wait_response(request_id, timeout)

      @doc "As `receive_response/3`; requests that are late stay open."
      def wait_response(collection, timeout, delete), do: :gen.wait_response(collection, timeout, delete)

      @doc "Whether a message is the answer to a request: `{:reply, reply}`, `{:error, reason}` or `:no_reply`."
      def check_response(message, request_id), do: :gen.check_response(message, request_id)

      @doc "Whether a message is the answer to one of a collection's requests."
      def check_response(message, collection, delete), do: :gen.check_response(message, collection, delete)

      @doc "An empty collection of request ids."
      def reqids_new, do: :gen.reqids_new()

      @doc "How many request ids a collection holds."
      def reqids_size(collection), do: :gen.reqids_size(collection)

      @doc "Puts a request id into a collection, under a label."
      def reqids_add(request_id, label, collection), do: :gen.reqids_add(request_id, label, collection)

      @doc "The request ids of a collection with their labels."
      def reqids_to_list(collection), do: :gen.reqids_to_list(collection)
    end
  end

  @doc "Ends a behaviour's process with `reason`; an exit with another reason, `:noproc` or `:timeout` is passed on."
  def stop(process, reason \\ :normal, timeout \\ :infinity) do
    case pid_of(process) do
      pid when pid == self() -> exit(:calling_self)
      pid -> :proc_lib.stop(pid, reason, timeout)
    end
  end

  defp pid_of(pid) when is_pid(pid), do: pid
  defp pid_of(name) when is_atom(name), do: known(:erlang.whereis(name))
  defp pid_of({:global, _} = name), do: known(where(name))
  defp pid_of({:via, _, _} = name), do: known(where(name))
  defp pid_of({name, node}) when node == node(), do: pid_of(name)
  defp pid_of({_name, node}), do: exit({:nodedown, node})

  defp known(:undefined), do: exit(:noproc)
  defp known(pid), do: pid

  @doc "The name under which a behaviour reports about itself: what it was started with, or its pid."
  def report_name(:nil_name), do: self()
  def report_name({:local, name}), do: name
  def report_name({:global, name}), do: name
  def report_name({:via, _module, name}), do: name

  @doc "The `sys` debug options that a process was started with."
  def debug_options(options), do: :sys.debug_options(option(options, :debug, []))

  @doc "After how many idle milliseconds a process hibernates."
  def hibernate_after(options), do: option(options, :hibernate_after, :infinity)

  @doc "Who started the calling process, as `:proc_lib` noted it; the process itself if nobody did."
  def parent do
    case :erlang.get(:"$ancestors") do
      [parent | _] when is_pid(parent) -> parent
      [name | _] when is_atom(name) -> :erlang.whereis(name)
      _ -> self()
    end
  end

  @doc "What a crash report says about a caller: `{pid, {name or pid, stacktrace}}`, `{pid, :dead}` or `:undefined`."
  def client_info(:undefined), do: :undefined

  def client_info({pid, _tag}) do
    case :erlang.process_info(pid, [:current_stacktrace, :registered_name]) do
      :undefined -> {pid, :dead}
      [{:current_stacktrace, stack}, {:registered_name, []}] -> {pid, {pid, stack}}
      [{:current_stacktrace, stack}, {:registered_name, name}] -> {pid, {name, stack}}
    end
  end
end
