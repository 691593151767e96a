#pragma once
#include <QFileDialog>

namespace aisle {

/// Asks for what is there already and goes once it is closed; whoever calls connects and opens it.
inline QFileDialog *fileChooser(QWidget *parent, const QString &title, QFileDialog::FileMode mode,
                                const QString &folder = {}, const QString &filter = {})
{
    auto *dialog = new QFileDialog(parent, title, folder, filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(mode);
    return dialog;
}

} // namespace aisle
