import { UploadOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Upload } from 'antd';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import type { ReportView } from '../api/reports.js';
import { newUploadKey, uploadReport } from '../api/upload.js';
import { useLanguage } from '../language/language.js';
import { useAccount } from '../session/session.js';
import { useProblemMessage } from '../shell/useProblemMessage.js';
import { reportKey } from './queries.js';
import { reportTexts } from './reportTexts.js';

/** Another file for the same body, offered while the report is with its editor. A file for another year opens as a report of its own. */
export function UploadAgain({ report }: { report: ReportView }): ReactNode {
  const { say } = useLanguage();
  const tell = useProblemMessage();
  const client = useQueryClient();
  const navigate = useNavigate();
  const account = useAccount();
  const uploading = useMutation({
    mutationFn: (file: File) => uploadReport(file, newUploadKey(), report.body.id, () => undefined),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: reportKey(id) });
      if (id !== report.id) void navigate(`/reports/${id}`);
    },
    onError: tell,
  });
  const mayUpload = (report.state === 'editing' || report.state === 'unreadable') && account.roles.some((held) => held.role === 'editor' && held.bodyId === report.body.id);
  if (!mayUpload) return null;
  return (
    <Upload showUploadList={false} accept=".txt,.docx,.html,.htm,.pdf,.xlsx" beforeUpload={(file) => { uploading.mutate(file); return false; }}>
      <Button icon={<UploadOutlined />} loading={uploading.isPending}>{say(reportTexts.uploadAgain)}</Button>
    </Upload>
  );
}
