defmodule IEx.Crash do
  @moduledoc false
  # Crashes as a person at the prompt sees them: `crash(3)`, `crashes()`, and the line after the death of a shell process that
  # says along which links it came.

  @key_width 14

  ## crash/1

  def show(number) do
    case {number, :pyex_crash.all()} do
      {_, []} -> say("No crash has been reported in this session")
      {:last, crashes} -> print(List.last(crashes))
      {number, crashes} -> crashes |> Enum.find(&(&1.number == number)) |> found(number, crashes)
    end
  end

  defp found(nil, number, crashes), do: say("There is no crash #{number}; kept are #{hd(crashes).number} to #{List.last(crashes).number}")
  defp found(crash, _number, _crashes), do: print(crash)

  defp print(crash) do
    IO.puts(["\n", title("Crash #{crash.number}, at #{clock(crash.time)}: #{who(crash)}"), "\n"])
    {kind, reason} = ending(crash)
    IEx.Evaluator.print_error(kind, reason, crash.stack, Process.group_leader())
    if crash.stack != [], do: IO.puts("")
    crash |> rows() |> Enum.each(&row/1)
  end

  defp clock(time) do
    {_date, {hour, minute, second, _}} = :pyex_logger.moment(time, false)
    Enum.map_join([hour, minute, second], ":", &String.pad_leading("#{&1}", 2, "0"))
  end

  defp who(%{name: nil} = crash), do: inspect(crash.pid)
  defp who(crash), do: "#{inspect(crash.pid)} (#{inspect(crash.name)})"

  # What it ended with, as it would be caught.
  defp ending(%{reason: {:nocatch, value}}), do: {:throw, value}
  defp ending(%{reason: %{__exception__: true} = error}), do: {:error, error}
  defp ending(%{reason: {reason, [{_, _, _, _} | _]}}), do: {:error, reason}
  defp ending(%{reason: reason, stack: [_ | _]}), do: {:error, reason}
  defp ending(%{reason: reason}), do: {:exit, reason}

  defp rows(crash) do
    [
      {"Began with", began(crash)},
      {"Started by", parents(crash)},
      {"Last message", report(crash, :last_message)},
      {"From", client(crash.report)},
      {"State", report(crash, :state)},
      {"Mailbox", mailbox(crash)},
      {"Dictionary", dictionary(crash.dictionary)},
      {"Before it", crash.events |> Enum.map(&event/1) |> told()},
      {"Links", crash.links |> Enum.map(&inspect/1) |> listed()},
      {"Reductions", Integer.to_string(crash.reductions)}
    ]
  end

  defp row({_key, nil}), do: :ok

  defp row({key, text}) do
    text = String.replace(text, "\n", "\n" <> String.duplicate(" ", @key_width))
    IO.puts([title(String.pad_trailing(key, @key_width)), text])
  end

  defp began(crash) do
    call = crash.dictionary |> List.keyfind(:"$initial_call", 0, {nil, crash.initial}) |> elem(1)
    place(crash.born) || if(call == {:erlang, :apply, 2}, do: nil, else: mfa(call))
  end

  defp place({file, line}), do: "a fn at #{file}:#{line}"
  defp place(nil), do: nil

  defp mfa({module, name, arity}), do: Exception.format_mfa(module, name, arity)

  # The starter, its starter and so on, as far as they are known.
  defp parents(crash) do
    case List.keyfind(crash.dictionary, :"$ancestors", 0) do
      {_, [_ | _] = ancestors} -> ancestors |> Enum.map(&titled/1) |> Enum.join(", which was started by ")
      _ -> crash.parent && titled(crash.parent)
    end
  end

  defp titled(name) when is_atom(name), do: inspect(name)
  defp titled(pid) when pid == self(), do: inspect(pid) <> " (this shell)"

  defp titled(pid) do
    case Process.info(pid, :registered_name) do
      {:registered_name, name} when is_atom(name) -> "#{inspect(pid)} (#{inspect(name)})"
      nil -> inspect(pid) <> " (gone)"
      _ -> inspect(pid)
    end
  end

  defp report(%{report: report}, key) when is_map_key(report, key), do: pretty(Map.get(report, key))
  defp report(_crash, _key), do: nil

  defp client(%{client_info: {pid, _}}), do: titled(pid)
  defp client(_report), do: nil

  defp mailbox(%{waiting: 0}), do: "empty"

  defp mailbox(%{waiting: count, messages: messages}) do
    more = if count > length(messages), do: ["... #{count - length(messages)} more"], else: []
    Enum.join(Enum.map(messages, &pretty/1) ++ more, "\n")
  end

  defp dictionary(pairs) do
    case Enum.reject(pairs, fn {key, _} -> key in [:"$initial_call", :"$ancestors"] end) do
      [] -> nil
      own -> Enum.map_join(own, "\n", fn {key, value} -> "#{inspect(key)}: #{pretty(value)}" end)
    end
  end

  # What the observer, or whoever listened, has heard of it.
  defp event({:receive, _, message}), do: "received #{brief(message)}"
  defp event({:send, other, message}), do: "sent #{brief(message)} to #{titled(other)}"
  defp event({:spawn, child, _}), do: "started #{titled(child)}"
  defp event({:signal, from, reason}), do: "got the exit signal #{brief(reason)} from #{titled(from)}"

  defp told([]), do: nil
  defp told(lines), do: Enum.join(lines, "\n")

  defp listed([]), do: nil
  defp listed(texts), do: Enum.join(texts, ", ")

  defp pretty(term), do: inspect(term, Keyword.merge(IEx.inspect_opts(), width: max(IEx.width() - @key_width, 20)))

  defp title(text), do: IEx.color(:doc_headings, text)
  defp say(text), do: IO.puts(IEx.color(:eval_info, text))

  ## crashes/0

  def list do
    case :pyex_crash.all() do
      [] -> say("No crash has been reported in this session")
      crashes -> Enum.each(crashes, &line/1)
    end
  end

  defp line(crash) do
    {kind, reason} = ending(crash)
    banner = kind |> Exception.format_banner(reason, crash.stack) |> String.split("\n") |> hd()
    number = String.pad_leading("#{crash.number}", 4)
    IO.puts([title(number), "  ", clock(crash.time), "  ", who(crash), "  ", banner])
  end

  ## The death of a shell process

  @doc """
  Along which links it came, and that `restore()` gives the variables back; nil if nobody reads it.

  `#PID<0.1.0> (spawned at iex:4) raised RuntimeError -> linked to #PID<0.2.0> (the shell); restore() gives back x`
  """
  def death(shell) do
    hints = [shell |> :pyex_crash.death() |> chain(shell), shell |> :pyex_debug.variables() |> offer()]
    if :pyex_crash.explains(), do: hints |> Enum.reject(&is_nil/1) |> joined()
  end

  defp joined([]), do: nil
  defp joined(hints), do: Enum.join(hints, "; ")

  defp chain([], _shell), do: nil
  defp chain([{shell, _, _, {:"$exit_signal", _}, _}], shell), do: "the shell ended itself with an exit signal"

  defp chain([{pid, name, initial, {:"$exit_signal", reason}, born}], shell) do
    "#{inspect(pid)}#{about(name, initial, born)} sent the exit signal #{brief(reason)} to #{inspect(shell)} (the shell)"
  end

  defp chain([first | others], shell) do
    Enum.join([first_death(first) | Enum.map(others, &further/1)] ++ ["linked to #{inspect(shell)} (the shell)"], " -> ")
  end

  @named 5

  defp offer([]), do: nil

  defp offer(names) do
    more = if length(names) > @named, do: ", ...", else: ""
    "restore() gives back #{names |> Enum.sort() |> Enum.take(@named) |> Enum.join(", ")}#{more}"
  end

  defp first_death({pid, name, initial, reason, born}), do: "#{inspect(pid)}#{about(name, initial, born)} #{did(reason)}"

  defp further({pid, name, initial, _reason, born}), do: "linked to #{inspect(pid)}#{about(name, initial, born)}"

  defp about(name, _initial, _born) when name != nil, do: " (#{inspect(name)})"
  defp about(_name, _initial, {file, line}), do: " (spawned at #{file}:#{line})"
  defp about(_name, {:erlang, :apply, 2}, nil), do: ""
  defp about(_name, initial, nil), do: " (#{mfa(initial)})"

  defp did({%{__exception__: true, __struct__: struct}, stack}) when is_list(stack), do: "raised #{inspect(struct)}"
  defp did({{:nocatch, value}, stack}) when is_list(stack), do: "threw #{brief(value)}"

  defp did({reason, stack} = both) when is_list(stack) do
    case Exception.normalize(:error, reason, stack) do
      %ErlangError{} -> "exited with #{brief(both)}"
      %struct{} -> "raised #{inspect(struct)}"
    end
  end

  defp did(:killed), do: "was killed"
  defp did(reason), do: "exited with #{brief(reason)}"

  defp brief(term), do: inspect(term, limit: 5, printable_limit: 40)
end
