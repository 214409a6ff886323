defmodule Process do
  @moduledoc """
  Processes: starting, stopping, naming, linking, watching and asking about them.

  A process is known by its pid. It has a mailbox, a private dictionary, links and monitors. `spawn/1`, `send/2`,
  `self/0` and `exit/1` are in `Kernel`; the rest is here.

      iex> pid = spawn(fn -> Process.sleep(:infinity) end)
      iex> Process.alive?(pid)
      true
      iex> Process.exit(pid, :kill)
      true
      iex> Process.alive?(pid)
      false

  Links work in both directions and pass exits on: when one of two linked processes ends for a reason other than
  `:normal`, the other one ends too, unless it traps exits (`Process.flag(:trap_exit, true)`) and gets a message
  `{:EXIT, pid, reason}` instead. Monitors work in one direction and give a message `{:DOWN, ref, :process, pid, reason}`.
  """

  @typedoc "Where messages go: a pid, a port, a name, or a name on a node."
  @type dest :: pid | port | (registered_name :: atom) | {registered_name :: atom, node}
  @typedoc "Options of `spawn/2`."
  @type spawn_opt ::
          :link
          | :monitor
          | {:monitor, [monitor_option]}
          | {:priority, :low | :normal | :high}
          | {:fullsweep_after, non_neg_integer}
          | {:min_heap_size, non_neg_integer}
          | {:min_bin_vheap_size, non_neg_integer}
          | {:max_heap_size, non_neg_integer | map}
          | {:message_queue_data, :off_heap | :on_heap}
  @type spawn_opts :: [spawn_opt]
  @type monitor_option :: {:alias, :explicit_unalias | :demonitor | :reply_demonitor} | {:tag, term}

  @doc """
  Tells whether a local process still runs.

      iex> Process.alive?(self())
      true
  """
  @spec alive?(pid) :: boolean
  def alive?(pid), do: :erlang.is_process_alive(pid)

  @doc """
  The private dictionary of the calling process, as a list of pairs.
  """
  @spec get() :: [{term, term}]
  def get, do: :erlang.get()

  @doc """
  The value kept under `key` in the dictionary of the calling process, or `default`.

      iex> Process.put(:color, "green")
      nil
      iex> Process.get(:color)
      "green"
      iex> Process.get(:size, 42)
      42
  """
  @spec get(term, default :: term) :: term
  def get(key, default \\ nil) do
    case :erlang.get(key) do
      :undefined -> default
      value -> value
    end
  end

  @doc """
  All keys of the dictionary of the calling process.
  """
  @spec get_keys() :: [term]
  def get_keys, do: :erlang.get_keys()

  @doc """
  The keys of the calling process's dictionary under which `value` is kept.

      iex> Process.put(:here, {:a, :b})
      iex> Process.get_keys({:a, :b})
      [:here]
  """
  @spec get_keys(term) :: [term]
  def get_keys(value), do: :erlang.get_keys(value)

  @doc """
  Keeps `value` under `key` in the dictionary of the calling process and returns what was there before, or `nil`.

      iex> Process.put(:step, 1)
      nil
      iex> Process.put(:step, 2)
      1
  """
  @spec put(term, term) :: term | nil
  def put(key, value), do: or_nil(:erlang.put(key, value))

  @doc """
  Removes `key` from the dictionary of the calling process and returns its value, or `nil`.
  """
  @spec delete(term) :: term | nil
  def delete(key), do: or_nil(:erlang.erase(key))

  @doc """
  Sends an exit signal with `reason` to `pid`.

  The reason `:kill` cannot be trapped and ends the process with the reason `:killed`. The reason `:normal` does nothing
  to another process, unless it traps exits: then it gets the message `{:EXIT, from, :normal}`. Always returns `true`.

      iex> {pid, ref} = spawn_monitor(fn -> Process.sleep(:infinity) end)
      iex> Process.exit(pid, :enough)
      true
      iex> receive do: ({:DOWN, ^ref, :process, ^pid, reason} -> reason)
      :enough
  """
  @spec exit(pid, term) :: true
  def exit(pid, reason), do: :erlang.exit(pid, reason)

  @doc """
  Makes the calling process wait for `timeout` milliseconds, or for ever with `:infinity`.

      iex> Process.sleep(1)
      :ok
  """
  @spec sleep(timeout) :: :ok
  def sleep(timeout)

  def sleep(timeout) when is_integer(timeout) and timeout > 4_294_967_295 do
    receive after: (4_294_967_295 -> sleep(timeout - 4_294_967_295))
  end

  def sleep(timeout)
      when is_integer(timeout) and timeout >= 0
      when timeout == :infinity do
    receive after: (timeout -> :ok)
  end

  @doc """
  Sends `message` to `dest` as `send/2` does, with options.

  `:noconnect` and `:nosuspend` are for destinations on other nodes; the answer is `:ok` (or `:noconnect`, `:nosuspend`).

      iex> Process.send(self(), :hello, [:noconnect])
      :ok
  """
  @spec send(dest, msg, [option]) :: :ok | :noconnect | :nosuspend when msg: any, option: :noconnect | :nosuspend
  def send(dest, message, options), do: :erlang.send(dest, message, options)

  @doc """
  Sends `message` to `dest` (a pid or a name) after `time` milliseconds; returns the reference of the timer.

      iex> timer = Process.send_after(self(), :tick, 1)
      iex> receive do: (:tick -> Process.read_timer(timer))
      false
  """
  @spec send_after(pid | atom, term, non_neg_integer) :: reference
  def send_after(dest, message, time), do: :erlang.send_after(time, dest, message)

  @doc """
  As `send_after/3`; with `abs: true` the time is a point of the monotonic clock instead of a distance from now.
  """
  @spec send_after(pid | atom, term, non_neg_integer, [option]) :: reference when option: {:abs, boolean}
  def send_after(dest, message, time, options), do: :erlang.send_after(time, dest, message, options)

  @doc """
  Stops a timer made by `send_after/3`; returns the milliseconds that were left, or `false` when it is over or unknown.

  With `info: false` the answer is `:ok`. With `async: true` the answer is `:ok` too, and the result comes as a message
  `{:cancel_timer, timer, result}` unless `info: false` is given.

      iex> timer = Process.send_after(self(), :never, 60_000)
      iex> is_integer(Process.cancel_timer(timer))
      true
      iex> Process.cancel_timer(timer)
      false
  """
  @spec cancel_timer(reference) :: non_neg_integer | false
  def cancel_timer(timer_ref), do: :erlang.cancel_timer(timer_ref)

  @doc "See `cancel_timer/1`."
  def cancel_timer(timer_ref, options), do: :erlang.cancel_timer(timer_ref, options)

  @doc """
  The milliseconds until a timer fires, or `false` when it is over, stopped or unknown.

      iex> Process.read_timer(make_ref())
      false
  """
  @spec read_timer(reference) :: non_neg_integer | false
  def read_timer(timer_ref), do: :erlang.read_timer(timer_ref)

  @doc """
  Makes an alias of the calling process: a reference to which messages can be sent until `unalias/1`.

      iex> alias = Process.alias()
      iex> send(alias, :hello)
      iex> receive do: (message -> message)
      :hello
  """
  def alias, do: :erlang.alias()

  @doc """
  As `alias/0`; with `[:reply]` the alias ends with the first message that comes through it.
  """
  def alias(options), do: :erlang.alias(options)

  @doc """
  Ends an alias; what is sent to it from then on is dropped. `false` when it was none of the calling process.

      iex> Process.unalias(make_ref())
      false
  """
  @spec unalias(reference) :: boolean
  def unalias(alias), do: :erlang.unalias(alias)

  @doc """
  Starts a process as `spawn/1` does, with options.

  Options: `:link`, `:monitor` (then `{pid, ref}` is returned), `{:priority, level}`, and some that only the BEAM's
  memory manager would heed (`{:min_heap_size, words}` and the like).

      iex> {pid, ref} = Process.spawn(fn -> exit(:done) end, [:monitor])
      iex> receive do: ({:DOWN, ^ref, :process, ^pid, reason} -> reason)
      :done
  """
  @spec spawn((-> any), spawn_opts) :: pid | {pid, reference}
  def spawn(fun, options), do: :erlang.spawn_opt(fun, options)

  @doc """
  Starts a process that calls `mod.fun` with `args`, with the options of `spawn/2`.
  """
  @spec spawn(module, atom, list, spawn_opts) :: pid | {pid, reference}
  def spawn(mod, fun, args, options), do: :erlang.spawn_opt(mod, fun, args, options)

  @doc """
  Watches a process: when it ends, the caller gets `{:DOWN, ref, :process, object, reason}`.

  `item` is a pid, a name, or `{name, node}`; for a name the object in the message is `{name, node}`. When nothing runs
  there, the message comes at once with the reason `:noproc`.

      iex> pid = spawn(fn -> :ok end)
      iex> ref = Process.monitor(pid)
      iex> receive do: ({:DOWN, ^ref, :process, ^pid, reason} -> reason in [:normal, :noproc])
      true
  """
  @spec monitor(pid | {name, node} | name) :: reference when name: atom
  def monitor(item), do: :erlang.monitor(:process, item)

  @doc """
  As `monitor/1`, with options: `alias: :explicit_unalias | :demonitor | :reply_demonitor` makes the reference an alias
  of the caller too, `tag: term` replaces `:DOWN` in the message.
  """
  def monitor(item, options), do: :erlang.monitor(:process, item, options)

  @doc """
  Ends a monitor. With `:flush` a `:DOWN` message that has come already is removed; with `:info` the answer tells whether
  the monitor was still there.

      iex> ref = Process.monitor(spawn(fn -> Process.sleep(:infinity) end))
      iex> Process.demonitor(ref, [:flush, :info])
      true
      iex> Process.demonitor(ref, [:info])
      false
  """
  @spec demonitor(reference, [option]) :: boolean when option: :flush | :info
  def demonitor(monitor_ref, options \\ [])
  def demonitor(monitor_ref, []), do: :erlang.demonitor(monitor_ref)
  def demonitor(monitor_ref, options), do: :erlang.demonitor(monitor_ref, options)

  @doc """
  The pids of all processes.

      iex> self() in Process.list()
      true
  """
  @spec list() :: [pid]
  def list, do: :erlang.processes()

  @doc """
  Links the calling process with another one (or a port).

  When there is no such process, the caller gets an exit signal with the reason `:noproc`.

      iex> Process.link(self())
      true
  """
  @spec link(pid | port) :: true
  def link(pid_or_port), do: :erlang.link(pid_or_port)

  @doc """
  Takes a link away; from then on no exit comes over it. Always `true`.
  """
  @spec unlink(pid | port) :: true
  def unlink(pid_or_port), do: :erlang.unlink(pid_or_port)

  @doc """
  Gives a process (or port) a name.

  A process has one name at most and a name belongs to one process. `nil`, `true`, `false` and `:undefined` are no names.

      iex> pid = spawn(fn -> Process.sleep(:infinity) end)
      iex> Process.register(pid, :sleeper_of_the_example)
      true
      iex> Process.whereis(:sleeper_of_the_example) == pid
      true
      iex> Process.exit(pid, :kill)
      true
  """
  @spec register(pid | port, atom) :: true
  def register(pid_or_port, name)
      when is_atom(name) and name not in [nil, false, true, :undefined] do
    :erlang.register(name, pid_or_port)
  catch
    :error, :badarg ->
      raise ArgumentError,
            "could not register #{inspect(pid_or_port)} with name #{inspect(name)} because it is not alive, " <>
              "the name is already taken, or it has already been given another name"
  end

  @doc """
  Takes a name away from its process.
  """
  @spec unregister(atom) :: true
  def unregister(name), do: :erlang.unregister(name)

  @doc """
  The pid (or port) registered under a name, or `nil`.

      iex> Process.whereis(:nobody_here)
      nil
  """
  @spec whereis(atom) :: pid | port | nil
  def whereis(name), do: or_nil(:erlang.whereis(name))

  @doc """
  The names of all registered processes.
  """
  @spec registered() :: [atom]
  def registered, do: :erlang.registered()

  @doc """
  The group leader of the calling process: the process that does its input and output.
  """
  @spec group_leader() :: pid
  def group_leader, do: :erlang.group_leader()

  @doc """
  Makes `leader` the group leader of `pid`.
  """
  @spec group_leader(pid, leader :: pid) :: true
  def group_leader(pid, leader), do: :erlang.group_leader(leader, pid)

  @doc """
  Sets a flag of the calling process and returns its old value.

    * `:trap_exit`: exit signals become messages `{:EXIT, pid, reason}`
    * `:priority`: `:low`, `:normal`, `:high` or `:max`
    * `:error_handler`, `:min_heap_size`, `:min_bin_vheap_size`, `:max_heap_size`, `:message_queue_data`,
      `:save_calls`, `:sensitive`: kept, with no effect here

  See `read_flag/1` for reading one.

      iex> Process.flag(:trap_exit, true)
      false
      iex> Process.flag(:trap_exit, false)
      true
  """
  def flag(flag, value), do: :erlang.process_flag(flag, value)

  @doc """
  Sets a flag of another process; `:save_calls` is the only one that can be set from outside.
  """
  def flag(pid, flag, value), do: :erlang.process_flag(pid, flag, value)

  @doc """
  The value of a flag of the calling process: `:priority`, `:trap_exit`, `:message_queue_data`, ...

  The guide to processes uses this function; Elixir itself has no such function, there it is
  `Process.info(self(), :priority)`. So code that calls it runs in this shell only.

      iex> Process.read_flag(:priority)
      :normal
  """
  def read_flag(flag) when is_atom(flag) do
    {^flag, value} = :erlang.process_info(self(), flag)
    value
  end

  @doc """
  What is known about a process, as a keyword list, or `nil` when it does not run.

      iex> Process.info(self())[:status]
      :running
  """
  @spec info(pid) :: keyword | nil
  def info(pid), do: or_nil(:erlang.process_info(pid))

  @doc """
  One fact (or a list of them) about a process, or `nil` when it does not run.

  Among the facts: `:status`, `:message_queue_len`, `:messages`, `:links`, `:monitors`, `:monitored_by`, `:dictionary`,
  `:registered_name`, `:trap_exit`, `:priority`, `:current_function`, `:initial_call`, `:group_leader`, `:reductions`,
  `:memory`.

      iex> Process.info(self(), :priority)
      {:priority, :normal}
      iex> Process.info(self(), [:status, :trap_exit])
      [status: :running, trap_exit: false]
  """
  @spec info(pid, atom | [atom]) :: {atom, term} | [{atom, term}] | nil
  def info(pid, spec)

  def info(pid, :registered_name) do
    case :erlang.process_info(pid, :registered_name) do
      :undefined -> nil
      [] -> {:registered_name, []}
      other -> other
    end
  end

  def info(pid, spec) when is_atom(spec) or is_tuple(spec) or is_list(spec) do
    or_nil(:erlang.process_info(pid, spec))
  end

  @doc """
  Throws away what the calling process was doing and lets it wait for a message in as little memory as possible; then
  it goes on with `mod.fun(args)`.
  """
  @spec hibernate(module, atom, list) :: no_return
  def hibernate(mod, fun, args), do: :erlang.hibernate(mod, fun, args)

  @doc """
  Gives the calling process a label: any term that says what it is for, for tools that show processes.

      iex> Process.set_label(:worker)
      :ok
  """
  @spec set_label(term) :: :ok
  def set_label(label) do
    :erlang.put(:"$process_label", label)
    :ok
  end

  defp or_nil(:undefined), do: nil
  defp or_nil(value), do: value
end
