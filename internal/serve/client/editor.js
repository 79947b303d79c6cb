const edit = () => {};
