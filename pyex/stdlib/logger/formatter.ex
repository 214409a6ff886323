defmodule Logger.Formatter do
  @moduledoc """
  Events of the log as text, along a pattern.

  A pattern is a string such as `"$time $metadata[$level] $message\\n"`, or `{module, function}`, whose function gets level,
  message, time and metadata. A handler of the log has a formatter made by `new/1`:

      iex> {Logger.Formatter, config} = Logger.default_formatter(format: "$level: $message")
      iex> Logger.Formatter.format(%{level: :info, msg: {:string, "up"}, meta: %{}}, config) |> IO.iodata_to_binary()
      "info: up"
  """

  @parts [:date, :time, :message, :level, :node, :metadata, :levelpad]
  @default "\n$time $metadata[$level] $message\n"
  @colors %{debug: :cyan, info: :normal, notice: :normal, warning: :yellow}

  defstruct template: nil, metadata: [], truncate: 8192, utc_log?: false, colors: %{enabled: nil}

  @type time :: {{1970..10000, 1..12, 1..31}, {0..23, 0..59, 0..59, 0..999}}
  @type pattern :: :date | :level | :levelpad | :message | :metadata | :node | :time

  @doc """
  The configuration of a formatter.

  Options: `:format` (a pattern), `:metadata` (the keys to show, or `:all`), `:colors` (`:enabled`, and a colour for each
  level), `:truncate` (bytes at most of a message, or `:infinity`), `:utc_log`.
  """
  def new(options \\ []) do
    %__MODULE__{
      template: compile(options[:format]),
      metadata: options[:metadata] || [],
      truncate: Keyword.get(options, :truncate, 8192),
      utc_log?: Keyword.get(options, :utc_log, false),
      colors: colors(options[:colors] || [])
    }
  end

  defp colors(options), do: Enum.into(options, %{enabled: nil})

  @doc """
  Takes a pattern apart.

      iex> Logger.Formatter.compile("$time [$level] $message\\n")
      [:time, " [", :level, "] ", :message, "\\n"]
  """
  def compile(nil), do: compile(@default)
  def compile({module, function}) when is_atom(module) and is_atom(function), do: {module, function}

  def compile(pattern) when is_binary(pattern) do
    for part <- Regex.split(~r/\$[a-z]+/, pattern, include_captures: true, trim: true), do: compiled(part)
  end

  defp compiled("$" <> name = part) do
    Enum.find(@parts, &(Atom.to_string(&1) == name)) || if name =~ ~r/^[a-z]+$/, do: invalid(part), else: part
  end

  defp compiled(text), do: text

  defp invalid(part), do: raise(ArgumentError, "#{part} is an invalid format pattern")

  @doc """
  The text of an event, as chardata, for a handler.
  """
  def format(%{level: level, meta: meta} = event, %__MODULE__{} = config) do
    time = meta |> Map.get_lazy(:time, &:logger.timestamp/0) |> system_time_to_date_time_ms(config.utc_log?)
    text = format(config.template, level, truncated(message(event), config.truncate), time, shown(meta, config.metadata))
    painted(text, level, meta, config.colors)
  end

  @doc """
  Fills in a pattern that `compile/1` made: chardata.

      iex> "$level: $message" |> Logger.Formatter.compile() |> Logger.Formatter.format(:info, "up", nil, []) |> IO.iodata_to_binary()
      "info: up"
  """
  def format({module, function}, level, message, time, metadata), do: apply(module, function, [level, message, time, metadata])
  def format(parts, level, message, time, metadata), do: Enum.map(parts, &part(&1, level, message, time, metadata))

  defp part(:date, _level, _message, {date, _time}, _metadata), do: format_date(date)
  defp part(:time, _level, _message, {_date, time}, _metadata), do: format_time(time)
  defp part(:message, _level, message, _time, _metadata), do: message
  defp part(:level, level, _message, _time, _metadata), do: Atom.to_string(level)
  defp part(:levelpad, level, _message, _time, _metadata), do: if(level in [:info, :warn], do: " ", else: "")
  defp part(:node, _level, _message, _time, _metadata), do: Atom.to_string(node())
  defp part(:metadata, _level, _message, _time, metadata), do: Enum.map(metadata, &pair/1)
  defp part(text, _level, _message, _time, _metadata), do: text

  defp pair({key, value}) do
    case metadata_text(key, value) do
      nil -> ""
      text -> [Atom.to_string(key), ?=, text, ?\s]
    end
  end

  @doc false
  def metadata_text(value), do: metadata_text(nil, value) || ""

  # What has no short form (lists, maps, ...) is left out.
  defp metadata_text(:time, _value), do: nil
  defp metadata_text(:gl, _value), do: nil
  defp metadata_text(:report_cb, _value), do: nil
  defp metadata_text(_key, nil), do: nil
  defp metadata_text(_key, value) when is_binary(value), do: value
  defp metadata_text(_key, value) when is_integer(value), do: Integer.to_string(value)
  defp metadata_text(_key, value) when is_float(value), do: Float.to_string(value)
  defp metadata_text(_key, value) when is_pid(value), do: :erlang.pid_to_list(value)

  defp metadata_text(_key, value) when is_reference(value) do
    ~c"#Ref" ++ text = :erlang.ref_to_list(value)
    text
  end

  defp metadata_text(_key, value) when is_atom(value) do
    case Atom.to_string(value) do
      "Elixir." <> name -> name
      name -> name
    end
  end

  defp metadata_text(:domain, [head | tail]) when is_atom(head), do: Enum.map_join([head | tail], ".", &Atom.to_string/1)

  defp metadata_text(:mfa, {module, function, arity}) when is_atom(module) and is_atom(function) and is_integer(arity) do
    Exception.format_mfa(module, function, arity)
  end

  defp metadata_text(:initial_call, mfa), do: metadata_text(:mfa, mfa)
  defp metadata_text(:file, file) when is_list(file), do: file

  defp metadata_text(_key, value) do
    if not is_list(value) and String.Chars.impl_for(value), do: to_string(value)
  end

  defp shown(meta, :all), do: meta |> Map.drop([:time, :gl, :report_cb]) |> Map.to_list()
  defp shown(meta, keys), do: for(key <- keys, Map.has_key?(meta, key), do: {key, Map.fetch!(meta, key)})

  @doc false
  # The message of an event as chardata.
  def message(%{msg: {:string, text}}), do: text

  def message(%{msg: {:report, report}, meta: %{report_cb: callback}}) when is_function(callback, 1) do
    {format, args} = callback.(report)
    Logger.Translator.formatted(format, args)
  end

  def message(%{msg: {:report, report}, meta: %{report_cb: callback}}) when is_function(callback, 2) do
    callback.(report, %{depth: :unlimited, chars_limit: :unlimited, single_line: false})
  end

  def message(%{msg: {:report, %{} = report}}), do: inspect(Map.to_list(report))
  def message(%{msg: {:report, report}}), do: inspect(report)
  def message(%{msg: {format, args}}), do: Logger.Translator.formatted(format, args)

  defp truncated(text, :infinity), do: text

  defp truncated(text, most) do
    text = :unicode.characters_to_binary(text)
    if byte_size(text) > most, do: [whole(binary_part(text, 0, most)), " (truncated)"], else: text
  end

  # The cut may have fallen into a character.
  defp whole(text) do
    case :unicode.characters_to_binary(text) do
      {_incomplete, good, _rest} -> good
      good -> good
    end
  end

  defp painted(text, level, meta, colors) do
    if enabled?(colors) do
      color = meta[:ansi_color] || colors[level] || Map.get(@colors, level, :red)
      [IO.ANSI.format_fragment(color, true), text | IO.ANSI.reset()]
    else
      text
    end
  end

  # Unless it is said, the log has colours where the terminal has.
  defp enabled?(%{enabled: nil}), do: :pyex_io.colours() == true
  defp enabled?(%{enabled: enabled}), do: enabled

  @doc """
  A date as text.

      iex> {2026, 11, 3} |> Logger.Formatter.format_date() |> IO.iodata_to_binary()
      "2026-11-03"
  """
  def format_date({year, month, day}), do: [Integer.to_string(year), ?-, two(month), ?-, two(day)]

  @doc """
  A time of day as text.

      iex> {7, 5, 0, 12} |> Logger.Formatter.format_time() |> IO.iodata_to_binary()
      "07:05:00.012"
  """
  def format_time({hour, minute, second, ms}), do: [two(hour), ?:, two(minute), ?:, two(second), ?., padded(ms, 3)]

  defp two(number), do: padded(number, 2)
  defp padded(number, width), do: number |> Integer.to_string() |> String.pad_leading(width, "0")

  @doc """
  A system time in microseconds as a date and a time of day with milliseconds, local unless `utc?`.

      iex> Logger.Formatter.system_time_to_date_time_ms(0, true)
      {{1970, 1, 1}, {0, 0, 0, 0}}
  """
  def system_time_to_date_time_ms(microseconds, utc? \\ false), do: :pyex_logger.moment(microseconds, utc?)

  @doc false
  def iso8601(microseconds) do
    {date, time} = system_time_to_date_time_ms(microseconds)
    [format_date(date), ?T, format_time(time)]
  end

  @doc """
  Makes sure that a message is printable: what is no character becomes "\uFFFD".

      iex> Logger.Formatter.prune(["a", 0x110000])
      ["a", 0xFFFD]
  """
  def prune(binary) when is_binary(binary), do: String.replace_invalid(binary)
  def prune([head | tail]) when head in 0..0x10FFFF, do: [head | prune(tail)]
  def prune([head | tail]) when is_integer(head), do: [0xFFFD | prune(tail)]
  def prune([head | tail]), do: [prune(head) | prune(tail)]
  def prune([]), do: []
  def prune(_other), do: 0xFFFD
end
