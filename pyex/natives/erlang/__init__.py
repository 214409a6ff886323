"""`:erlang`, in files by theme."""
