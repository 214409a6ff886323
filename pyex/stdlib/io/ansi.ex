defmodule IO.ANSI do
  @moduledoc """
  The codes by which terminals colour text and move the cursor.

      iex> IO.ANSI.format([:red, "alarm"], true) |> IO.iodata_to_binary()
      "\\e[31malarm\\e[0m"

  Colours are only written when `enabled?/0` says that the terminal shows them, or `true` is given.
  """

  @type ansilist :: maybe_improper_list(char | ansicode | binary | ansilist, binary | ansicode | [])

  @type ansicode :: atom
  @type ansidata :: list | binary | atom

  # Function, what it does, its number.
  @codes [
    {:reset, "Ends all colours and styles.", 0},
    {:bright, "Bright, or bold.", 1},
    {:faint, "Faint.", 2},
    {:italic, "Italic.", 3},
    {:underline, "Underlined.", 4},
    {:blink_slow, "Blinks slowly.", 5},
    {:blink_rapid, "Blinks fast.", 6},
    {:inverse, "Changes foreground and background.", 7},
    {:reverse, "Changes foreground and background.", 7},
    {:conceal, "Not shown.", 8},
    {:crossed_out, "Crossed out.", 9},
    {:primary_font, "The usual font.", 10},
    {:normal, "Neither bright nor faint.", 22},
    {:not_italic, "Not italic.", 23},
    {:no_underline, "Not underlined.", 24},
    {:blink_off, "Does not blink.", 25},
    {:inverse_off, "Foreground and background as usual.", 27},
    {:reverse_off, "Foreground and background as usual.", 27},
    {:framed, "Framed.", 51},
    {:encircled, "Encircled.", 52},
    {:overlined, "Overlined.", 53},
    {:not_framed_encircled, "Neither framed nor encircled.", 54},
    {:not_overlined, "Not overlined.", 55},
    {:default_color, "The usual colour.", 39},
    {:default_background, "The usual background.", 49}
  ]

  @colors [:black, :red, :green, :yellow, :blue, :magenta, :cyan, :white]
  @fonts for n <- 1..9, do: {:"font_#{n}", "Font #{n}.", n + 10}
  @dark for {color, n} <- Enum.with_index(@colors), do: {color, "The colour #{color}.", n + 30}
  @light for {color, n} <- Enum.with_index(@colors), do: {:"light_#{color}", "The colour light #{color}.", n + 90}
  @back for {color, n} <- Enum.with_index(@colors), do: {:"#{color}_background", "The background #{color}.", n + 40}
  @light_back for {color, n} <- Enum.with_index(@colors),
                  do: {:"light_#{color}_background", "The background light #{color}.", n + 100}
  @all @codes ++ @fonts ++ @dark ++ @light ++ @back ++ @light_back

  for {name, text, number} <- @all do
    @doc text
    def unquote(name)(), do: unquote("\e[#{number}m")
  end

  @doc "Moves the cursor to the top left."
  def home, do: "\e[H"

  @doc "Clears the screen."
  def clear, do: "\e[2J"

  @doc "Clears the line."
  def clear_line, do: "\e[2K"

  for {name, _text, number} <- @all do
    defp sequence(unquote(name)), do: unquote("\e[#{number}m")
  end

  defp sequence(:home), do: home()
  defp sequence(:clear), do: clear()
  defp sequence(:clear_line), do: clear_line()
  defp sequence(:cursor_up), do: cursor_up()
  defp sequence(:cursor_down), do: cursor_down()
  defp sequence(:cursor_left), do: cursor_left()
  defp sequence(:cursor_right), do: cursor_right()

  defp sequence(other) do
    raise ArgumentError, "invalid ANSI sequence specification: #{inspect(other)}"
  end

  @doc "Whether the terminal shows colours; the setting `:ansi_enabled` of `:elixir` has the last word."
  def enabled? do
    case :application.get_env(:elixir, :ansi_enabled) do
      {:ok, enabled} -> enabled
      :undefined -> :pyex_io.colours()
    end
  end

  @doc "One of 256 colours."
  def color(code) when code in 0..255, do: "\e[38;5;#{code}m"

  @doc "A colour by its parts of red, green and blue, 0 to 5."
  def color(r, g, b) when r in 0..5 and g in 0..5 and b in 0..5, do: color(16 + 36 * r + 6 * g + b)

  @doc "One of 256 backgrounds."
  def color_background(code) when code in 0..255, do: "\e[48;5;#{code}m"

  @doc "A background by its parts of red, green and blue, 0 to 5."
  def color_background(r, g, b) when r in 0..5 and g in 0..5 and b in 0..5 do
    color_background(16 + 36 * r + 6 * g + b)
  end

  @doc "Moves the cursor to a line and column."
  def cursor(line, column) when is_integer(line) and line >= 0 and is_integer(column) and column >= 0 do
    "\e[#{line};#{column}H"
  end

  @doc "Moves the cursor up."
  def cursor_up(lines \\ 1) when is_integer(lines) and lines >= 1, do: "\e[#{lines}A"

  @doc "Moves the cursor down."
  def cursor_down(lines \\ 1) when is_integer(lines) and lines >= 1, do: "\e[#{lines}B"

  @doc "Moves the cursor to the right."
  def cursor_right(columns \\ 1) when is_integer(columns) and columns >= 1, do: "\e[#{columns}C"

  @doc "Moves the cursor to the left."
  def cursor_left(columns \\ 1) when is_integer(columns) and columns >= 1, do: "\e[#{columns}D"

  @doc "The colours in which the shell shows terms."
  def syntax_colors do
    :application.get_env(:elixir, :ansi_syntax_colors, [
      atom: :cyan,
      boolean: :magenta,
      charlist: :yellow,
      nil: :magenta,
      number: :yellow,
      string: :green,
      variable: :light_cyan,
      call: :default_color,
      operator: :default_color,
      reset: :yellow
    ])
  end

  @doc """
  Chardata in which atoms stand for codes, as chardata with the codes themselves; ended by `reset/0` if there were any.
  """
  def format(ansidata, emit? \\ enabled?()) when is_boolean(emit?) do
    case fragment(ansidata, [], [], emit?) do
      {acc, true} when emit? -> [acc | reset()]
      {acc, _any} -> acc
    end
  end

  @doc """
  As `format/2`, without the reset at the end.
  """
  def format_fragment(ansidata, emit? \\ enabled?()) when is_boolean(emit?) do
    {acc, _any} = fragment(ansidata, [], [], emit?)
    acc
  end

  # `rest` are the lists that are still to be looked at, `acc` grows to the right.
  defp fragment(data, rest, acc, emit?, any \\ false)
  defp fragment([term | tail], rest, acc, emit?, any), do: fragment(term, [tail | rest], acc, emit?, any)
  defp fragment([], [next | rest], acc, emit?, any), do: fragment(next, rest, acc, emit?, any)
  defp fragment([], [], acc, _emit?, any), do: {acc, any}

  defp fragment(code, rest, acc, emit?, any) when is_atom(code) do
    text = sequence(code)
    if emit?, do: fragment([], rest, [acc | text], emit?, true), else: fragment([], rest, acc, emit?, any)
  end

  defp fragment(term, rest, acc, emit?, any), do: fragment([], rest, [acc, term], emit?, any)
end
