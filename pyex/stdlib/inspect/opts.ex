defmodule Inspect.Opts do
  @moduledoc """
  The options of `inspect/2`.

    * `:base` - `:decimal` (default), `:binary`, `:octal` or `:hex`: how integers are written
    * `:binaries` - `:infer` (default: text if printable, else bytes), `:as_strings` or `:as_binaries`
    * `:charlists` - `:infer` (default: lists of printable ASCII codes as `~c"text"`), `:as_charlists` or `:as_lists`
    * `:limit` - how many elements are shown (50), or `:infinity`
    * `:printable_limit` - how many characters of a string are shown (4096), or `:infinity`
    * `:pretty` - whether long terms are broken into lines (false)
    * `:width` - the length of a line for `:pretty` (80), or `:infinity`
    * `:structs` - false shows structs as plain maps
    * `:safe` - false lets errors of an Inspect implementation through
    * `:syntax_colors` - a keyword list of colours: keys such as `:atom`, `:number`, `:string`, `:reset`
    * `:custom_options` - a keyword list for Inspect implementations of one's own
    * `:inspect_fun` - unused here: implementations decide
  """

  @typedoc "The kind of a value, for `:syntax_colors`."
  @type color_key :: atom
  @type t :: %__MODULE__{
          base: :decimal | :binary | :hex | :octal,
          binaries: :infer | :as_binaries | :as_strings,
          charlists: :infer | :as_lists | :as_charlists,
          custom_options: keyword,
          inspect_fun: (any, t -> Inspect.Algebra.t()),
          limit: non_neg_integer | :infinity,
          pretty: boolean,
          printable_limit: non_neg_integer | :infinity,
          safe: boolean,
          structs: boolean,
          syntax_colors: [{color_key, IO.ANSI.ansidata()}],
          width: non_neg_integer | :infinity
        }

  defstruct base: :decimal,
            binaries: :infer,
            charlists: :infer,
            custom_options: [],
            inspect_fun: nil,
            limit: 50,
            pretty: false,
            printable_limit: 4096,
            safe: true,
            structs: true,
            syntax_colors: [],
            width: 80

  @doc "Options from a keyword list; unknown names are left out."
  def new(opts), do: struct(Inspect.Opts, opts)
end
