# Event managers: handlers added, asked, swapped, failing, supervised, and the end of a manager.
defmodule H do
  def init({:bad, r}), do: {:error, r}
  def init(:boom), do: raise "init"
  def init({args, left}), do: (IO.inspect({:swap_init, args, left}); {:ok, [args]})
  def init(s), do: {:ok, s}
  def handle_event(:boom, _), do: raise "event"
  def handle_event(:bad, _), do: :nonsense
  def handle_event(:remove, _), do: :remove_handler
  def handle_event({:swap, to}, s), do: {:swap_handler, :bye, s, to, :hello}
  def handle_event(e, s), do: (IO.inspect({self() == Process.whereis(:em), e, s}); {:ok, [e | List.wrap(s)]})
  def handle_call(:boom, _), do: raise "call"
  def handle_call(:remove, s), do: {:remove_handler, s}
  def handle_call({:swap, to}, s), do: {:swap_handler, :swapping, :bye, s, to, :hello}
  def handle_call(r, s), do: {:ok, {r, s}, s}
  def handle_info(m, s), do: (IO.inspect({:info, named(m), s}); {:ok, s})
  def terminate(a, s), do: (IO.inspect({:terminate, a, s} |> clean); {:left, s})
  def named({:EXIT, _, r}), do: {:EXIT, r}
  def named({:gen_event_EXIT, h, {:swapped, n, p}}), do: {:gen_event_EXIT, h, {:swapped, n, is_pid(p)}}
  def named(m), do: m
  defp clean({:terminate, {:error, {:EXIT, {r, st}}}, s}) when is_list(st), do: {:terminate, {:error, {:EXIT, r}}, s}
  defp clean(x), do: x
end
defmodule Mini do
  def init(s), do: {:ok, s}
  def handle_event(_, s), do: {:ok, s}
  def handle_call(_, s), do: {:ok, :fine, s}
end
Logger.configure(level: :none)
{:ok, m} = :gen_event.start_link({:local, :em})
IO.inspect :gen_event.start_link({:local, :em}) == {:error, {:already_started, m}}
IO.inspect :gen_event.add_handler(:em, H, [:a])
IO.inspect :gen_event.add_handler(:em, {H, 2}, [:b])
IO.inspect :gen_event.add_handler(:em, H, [:c])
IO.inspect :gen_event.add_handler(:em, {H, 3}, {:bad, :why})
case :gen_event.add_handler(:em, {H, 3}, :boom) do {:EXIT, {r, _}} -> IO.inspect r; o -> IO.inspect o end
IO.inspect :gen_event.which_handlers(:em)
IO.inspect :gen_event.sync_notify(:em, :hi)
IO.inspect :gen_event.call(:em, H, :q)
IO.inspect :gen_event.call(:em, {H, 9}, :q)
case :gen_event.call(:em, H, :boom) do {:error, {:EXIT, {r, _}}} -> IO.inspect r; o -> IO.inspect o end
IO.inspect :gen_event.which_handlers(:em)
IO.inspect :gen_event.sync_notify(:em, :bad)
IO.inspect :gen_event.which_handlers(:em)
IO.inspect :gen_event.add_sup_handler(:em, H, [:sup])
IO.inspect :gen_event.sync_notify(:em, :boom)
receive do {:gen_event_EXIT, h, {:EXIT, {r, _}}} -> IO.inspect {h, r}; o -> IO.inspect o after 100 -> IO.inspect :none end
IO.inspect :gen_event.add_sup_handler(:em, H, [:sup])
IO.inspect :gen_event.swap_handler(:em, {H, :out}, {{H, :new}, :in})
receive do o -> IO.inspect(H.named(o)) after 100 -> IO.inspect :none end
IO.inspect :gen_event.swap_handler(:em, {H, :out}, {{H, :new2}, :in})
IO.inspect :gen_event.which_handlers(:em)
IO.inspect :gen_event.delete_handler(:em, {H, :new}, :args)
receive do o -> IO.inspect(H.named(o)) after 100 -> IO.inspect :none end
IO.inspect :gen_event.delete_handler(:em, {H, :new}, :args)
IO.inspect :gen_event.call(:em, {H, :new2}, {:swap, H})
IO.inspect :gen_event.which_handlers(:em)
IO.inspect :gen_event.call(:em, H, :remove)
IO.inspect :gen_event.add_handler(:em, Mini, 0)
send(:em, :plain)
IO.inspect :gen_event.call(:em, Mini, 0)
IO.inspect :gen_event.sync_notify(:em, {:swap, H})
IO.inspect :gen_event.add_handler(:em, H, [1])
IO.inspect :gen_event.add_handler(:em, {H, 5}, [5])
send(:em, :plain)
IO.inspect :gen_event.sync_notify(:em, :remove)
IO.inspect :gen_event.which_handlers(:em)
IO.inspect :gen_event.add_handler(:em, {H, 5}, [5])
IO.inspect :sys.get_state(:em)
IO.inspect :sys.replace_state(:em, fn {m, i, s} -> {m, i, [s]} end)
{_, ref} = spawn_monitor(fn -> :gen_event.add_sup_handler(:em, {H, 7}, [:seven]); exit(:dead) end)
receive do {:DOWN, ^ref, _, _, r} -> IO.inspect r end
IO.inspect :gen_event.which_handlers(:em)
IO.inspect :gen_event.stop(:em)
IO.inspect (try do :gen_event.call(:em, H, 1) catch k, r -> {k, r} end)
IO.inspect (try do :gen_event.notify(:em, 1) catch k, r -> {k, r} end)
IO.inspect (try do :gen_event.sync_notify(:em, 1) catch k, r -> {k, r} end)
IO.inspect (try do :gen_event.stop(:em) catch k, r -> {k, r} end)
{:ok, m} = :gen_event.start()
:gen_event.add_handler(m, H, [1])
r = :gen_event.send_request(m, H, :x)
IO.inspect :gen_event.wait_response(r, 100)
:gen_event.stop(m, :oops, 100)
{:ok, m} = :gen_event.start_link()
Process.flag(:trap_exit, true)
:gen_event.add_sup_handler(m, H, [1])
Process.exit(m, :shut)
receive do o -> IO.inspect {:got, elem(o, 0)} after 100 -> IO.inspect :none end
receive do o -> IO.inspect {:got, elem(o, 0)} after 100 -> IO.inspect :none end
